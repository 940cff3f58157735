import type { ContextLine } from '../papertrail/context.ts';
import type { Labels } from '../python/traceback.ts';
import type { FaultSummary } from '../groups/group.ts';

/** One time that a fault happened, as a ticket names it. `at` is ISO 8601, UTC. */
export interface ReportedHit {
  id: string;
  at: string;
  instance: string;
  program: string;
}

/** What a ticket says of a fault. Times are milliseconds since 1970. */
export interface FaultReport {
  fingerprint: string;
  summary: FaultSummary;
  count: number;
  first: number;
  last: number;
  programs: readonly { name: string; count: number }[];
  instances: readonly { name: string; count: number }[];
  /** The newest traceback. */
  traceback: ReportedHit & { text: string; labels: Labels; context: { before: readonly ContextLine[] } };
  /** Newest first. */
  hits: readonly ReportedHit[];
  links: ReportLinks;
}

/** Where the links of a ticket lead. `papertrail` has no slash at its end. */
export interface ReportLinks {
  papertrail: string;
  /** The companion site's address; absent when others cannot reach it. */
  site?: URL;
}
