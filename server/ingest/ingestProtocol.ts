import type { MessagePort } from 'node:worker_threads';
import type { ContextLine } from '../../src/core/papertrail/context.ts';
import type { Rules } from '../../src/core/rules/rules.ts';
import type { ArchiveRow } from '../../src/stores/store.ts';
import type { IngestProgress } from '../../src/ingest/ingestProgress.ts';
import type { LinesRequest } from '../../src/ingest/linesAround.ts';

/** What the ingestion's thread is started with. */
export interface IngestThreadData {
  /** Leads to the store. */
  store: MessagePort;
  rules: Rules;
  /** Other threads go first. */
  lowPriority: boolean;
}

/** What the thread is asked for; the answer carries the same id. */
export type IngestRequest =
  | { id: number; kind: 'ingest'; name: string; file: string }
  | { id: number; kind: 'lines'; lines: LinesRequest }
  | { id: number; kind: 'abort' };

/** What the thread says. */
export type IngestAnswer =
  | { id: number; kind: 'progress'; progress: IngestProgress }
  | { id: number; kind: 'row'; row: ArchiveRow }
  | { id: number; kind: 'lines'; lines: ContextLine[] | undefined }
  | { id: number; kind: 'failed'; error: { name: string; message: string; reason?: string } };
