import { basename } from 'node:path';
import { counted } from '../core/wording/number.ts';
import { size } from '../core/wording/size.ts';
import type { ArchiveRow } from '../stores/store.ts';

/** What to tell of archives once they have been opened, in one message. */
export interface OpeningReport {
  kind: 'information' | 'warning' | 'error';
  sentence: string;
}

/** Told of what was no archive at all. */
const WANTED = 'Choose a Papertrail archive: an hour of log lines, .tsv or .tsv.gz.';

/** What is to be told of the archives that were opened; undefined when the lists say it all. */
export function openingReport(rows: readonly ArchiveRow[]): OpeningReport | undefined {
  const failed = rows.filter(({ state }) => state === 'failed');
  const partial = rows.filter(({ state }) => state === 'partial');
  const stopped = rows.find(({ state }) => state === 'queued');
  const [first] = [...failed, ...partial];
  if (first) {
    const others = failed.length + partial.length - 1;
    const more = others > 0 ? ` ${counted(others, 'other archive')} could not be read whole either.` : '';
    return first.state === 'failed'
      ? { kind: 'error', sentence: `${whyFailed(first)}${more}` }
      : { kind: 'warning', sentence: `${first.error ?? ''} (${counted(first.tracebacks, 'traceback')})${more}` };
  }
  if (stopped) return { kind: 'information', sentence: whereStopped(stopped) };
  if (rows.length === 0 || rows.some(({ tracebacks }) => tracebacks > 0)) return undefined;
  const lines = rows.reduce((sum, row) => sum + row.lines, 0);
  const what = rows.length === 1 ? basename(rows[0]?.name ?? '') : `The ${rows.length} archives`;
  const verb = rows.length === 1 ? 'has' : 'have';
  return { kind: 'information', sentence: `${what} ${verb} no traceback in ${counted(lines, 'line')}.` };
}

function whyFailed({ error = '' }: ArchiveRow): string {
  return / is (?:no Papertrail archive|empty|corrupt)\b/.test(error) ? `${error} ${WANTED}` : error;
}

function whereStopped({ name, bytes, tracebacks }: ArchiveRow): string {
  const found = tracebacks === 0 ? 'no traceback had been found' : `${counted(tracebacks, 'traceback')} found so far`;
  return `Stopped after ${size(bytes)} of ${basename(name)}: ${found}. Open it again to read it whole.`;
}
