import type { ArchivePage, ArchiveRow } from '../store.ts';
import { list, object, text, time, whole, word } from './answerFields.ts';

/** The answer of `GET /api/archive`. */
export const archiveRow = object((row): ArchiveRow => ({
  name: row.get('name', text),
  state: row.get('state', word(['queued', 'running', 'done', 'partial', 'failed'])),
  etag: row.get('etag', text),
  parser: row.get('parser', whole),
  bytes: row.get('bytes', whole),
  lines: row.get('lines', whole),
  tracebacks: row.get('tracebacks', whole),
  ...row.maybe('error', 'error', text),
  startedAt: row.get('started_at', time),
  ...row.maybe('ended_at', 'endedAt', time),
}));

const counts = object((each) => ({
  queued: each.get('queued', whole),
  running: each.get('running', whole),
  done: each.get('done', whole),
  partial: each.get('partial', whole),
  failed: each.get('failed', whole),
}));

/** A page of `GET /api/archives`. */
export const archivePage = object((page): ArchivePage => ({
  archives: page.get('archives', list(archiveRow)),
  ...page.maybe('cursor', 'cursor', text),
  counts: page.get('counts', counts),
}));
