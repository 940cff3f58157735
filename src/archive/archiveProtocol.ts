import type { MessagePort } from 'node:worker_threads';
import type { ContextLine } from '../core/papertrail/context.ts';
import type { Rules } from '../core/rules/rules.ts';
import type { IngestProgress } from '../ingest/ingestProgress.ts';
import type { MoreLines } from '../stores/contextSource.ts';
import type { SentError } from '../stores/remoteProtocol.ts';
import type { ArchiveRow } from '../stores/store.ts';

/** What the worker is started with. */
export interface ArchiveWorkerData {
  /** Where the worker's store answers. */
  store: MessagePort;
  rules: Rules;
  /** IANA name of the zone that days are days of. */
  timeZone: string;
}

/** An archive to be read: a file that the worker opens, or its bytes, as they stand, which move to the worker. */
export type ArchiveInput =
  | { kind: 'file'; name: string; path: string }
  /** `label`: how people are told of it. */
  | { kind: 'bytes'; name: string; label: string; bytes: ArrayBuffer };

/** What a paste gave: the ids of its tracebacks, in the order of the text, and how many of them were new. */
export interface Pasted {
  ids: string[];
  added: number;
}

/** What the worker is asked for; the answer carries the same id. */
export type ArchiveRequest =
  | { id: number; kind: 'open'; archive: ArchiveInput }
  | { id: number; kind: 'lines'; wanted: MoreLines }
  | { id: number; kind: 'paste'; text: string }
  | { id: number; kind: 'cancel' };

/** What the worker gives for a request that it could fulfil. */
export interface ArchiveResults {
  /** The ledger's row; `queued` when it was cancelled. */
  open: ArchiveRow;
  lines: ContextLine[] | undefined;
  paste: Pasted;
}

/** What the worker says. */
export type ArchiveAnswer =
  | { id: number; kind: 'progress'; progress: IngestProgress }
  | { id: number; kind: 'result'; result: ArchiveResults[keyof ArchiveResults] }
  | { id: number; kind: 'failed'; error: SentError };
