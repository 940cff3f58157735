import type { FoundTraceback } from '../../src/core/python/traceback.ts';
import type { ReadOutcome } from '../../src/ingest/readArchive.ts';

/** What the thread that finds tracebacks is started with. `file`: `-` for standard input. */
export interface FindThreadData {
  file: string;
  /** Lines of context on either side that are wanted, to print them or to find labels in them. */
  context: number;
}

/** What the thread says. It sends no more than some batches before it is told that they were taken. */
export type FindAnswer =
  | { kind: 'found'; tracebacks: FoundTraceback[] }
  | { kind: 'read'; outcome: ReadOutcome }
  /** The archive cannot be read: a sentence. */
  | { kind: 'unreadable'; why: string };
