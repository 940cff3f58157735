import type { Rules } from '../src/core/rules/rules.ts';
import type { TracebackStore } from '../src/stores/store.ts';
import type { Ingestion } from './ingest/ingestion.ts';
import type { ArchiveQueue } from './queue/archiveQueue.ts';
import type { S3Access } from './s3/s3Access.ts';
import type { Settings } from './settings.ts';
import type { TicketDesk } from './tickets/ticketDesk.ts';

/** What the app is built from. Whoever makes them closes them, after the app. */
export interface Parts {
  store: TracebackStore;
  ingestion: Ingestion;
  queue: ArchiveQueue;
  s3: S3Access;
  settings: Settings;
  rules: Rules;
  /** Absent: there is no Jira. */
  desk?: TicketDesk;
  /** Milliseconds since 1970. */
  now: () => number;
}
