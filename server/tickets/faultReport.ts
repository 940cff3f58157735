import { ALL_DAYS } from '../../src/core/groups/day.ts';
import type { FaultReport, ReportLinks } from '../../src/core/jira/faultReport.ts';
import type { PythonException } from '../../src/core/python/traceback.ts';
import type { TracebackStore } from '../../src/stores/store.ts';

/** Hits that a ticket's text can name. */
const HITS = 100;

/** What there is to say of a fault, and its newest traceback's exceptions. Undefined when there is no such fault, or no traceback of it is kept. */
export async function faultReport(
  store: TracebackStore,
  fingerprint: string,
  links: ReportLinks,
): Promise<(FaultReport & { exceptions: readonly PythonException[] }) | undefined> {
  const group = await store.group(fingerprint);
  const hidden = group?.count === 0;
  const { hits } = await store.tracebacks({ fingerprint, range: ALL_DAYS, limit: HITS, ...(hidden && { hidden }) });
  const traceback = hits[0] && (await store.traceback(hits[0].id));
  if (!group || !traceback) return undefined;
  const { summary, count, first, last, programs, instances } = group;
  const { exceptions } = traceback;
  return { fingerprint, summary, count, first, last, programs, instances, traceback, exceptions, hits, links };
}
