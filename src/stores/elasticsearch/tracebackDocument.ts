import { summarize } from '../../core/groups/summary.ts';
import type { FaultSummary } from '../../core/groups/group.ts';
import { formatInstant } from '../../core/papertrail/instant.ts';
import type { IndexedTraceback, Labels } from '../../core/python/traceback.ts';
import { bodyParts, digestOf, readBody, type Body, type BodyParts } from '../body.ts';
import { compressNow, decompress } from '../zstd.ts';
import type { Hit } from '../store.ts';
import { searchWords } from './searchWords.ts';

/** A traceback as it is stored, without the words that only searches see. */
export interface TracebackSource {
  id: string;
  at: number;
  fingerprint: string;
  archive: string;
  joined: boolean;
  rule: string;
  digest: string;
  row: string;
  body: string;
}

/** What lists show of it; `row` is this as JSON. */
export interface StoredRow {
  /** Without its labels. */
  summary: Omit<FaultSummary, 'labels'>;
  labels: [name: string, value: string][];
}

/** `rule` of what no rule hides. */
export const SHOWN = '-';

/** The filter for what no rule hides. */
export const SHOWN_FILTER = { term: { rule: SHOWN } };

/** The fields of lists. */
export const ROW_FIELDS = ['id', 'at', 'fingerprint', 'archive', 'rule', 'row'];

/** The fields that tell whether a traceback differs, and what its change touches. */
export const KNOWN_FIELDS = ['id', 'at', 'fingerprint', 'archive', 'joined', 'rule', 'digest', 'row'];

/** A traceback on its way into the store, not yet compressed. */
export interface Incoming {
  traceback: IndexedTraceback;
  archive: string;
  joined: boolean;
  rule: string;
  digest: string;
  row: string;
  body: BodyParts;
}

/** The last of each id. */
export function incoming(tracebacks: Iterable<IndexedTraceback>, archive: string, joined: boolean): Incoming[] {
  const last = new Map(Array.from(tracebacks, (traceback) => [traceback.id, traceback] as const));
  return Array.from(last.values(), (traceback) => {
    const body = bodyParts(traceback);
    return {
      traceback,
      archive,
      joined,
      rule: ruleOf(traceback.hiddenBy),
      digest: Buffer.from(digestOf(traceback, body)).toString('base64'),
      row: rowText(traceback),
      body,
    };
  });
}

export function ruleOf(hiddenBy: string | undefined): string {
  return hiddenBy === undefined ? SHOWN : `=${hiddenBy}`;
}

export function hiddenByOf(rule: string): { hiddenBy?: string } {
  return rule === SHOWN ? {} : { hiddenBy: rule.slice(1) };
}

/** True when the traceback is stored already, the same in everything. */
export function isSame(stored: TracebackSource, { traceback, archive, joined, rule, digest, row }: Incoming): boolean {
  return (
    stored.archive === archive &&
    stored.joined === joined &&
    stored.rule === rule &&
    stored.digest === digest &&
    stored.row === row &&
    stored.at === traceback.at &&
    stored.fingerprint === traceback.fingerprint
  );
}

/**
 * The document. Compressed on the spot: in the thread pool it would take the processor three times as long (0.2 ms instead of 0.06
 * for 20 KB). `wordsOf`: see rememberedWords.
 */
export function documentOf(
  { traceback, archive, joined, rule, digest, row, body: parts }: Incoming,
  wordsOf?: (value: string) => string,
): TracebackSource & { words: object } {
  const { id, at, fingerprint } = traceback;
  const body = packed(parts);
  const words = searchWords({ ...traceback, archive }, wordsOf);
  return { id, at, fingerprint, archive, joined, rule, digest, row, body, words };
}

function packed(parts: BodyParts): string {
  const whole = Buffer.allocUnsafeSlow(parts.reduce((size, { length }) => size + length, 0));
  let end = 0;
  for (const part of parts) {
    whole.set(part, end);
    end += part.length;
  }
  const bytes = compressNow(whole);
  // An hour's are a hundred megabytes, and would be collected late.
  whole.buffer.transfer(0);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** Reads the compressed part. */
export async function bodyOf({ body }: Pick<TracebackSource, 'body'>): Promise<Body> {
  return readBody(await decompress(Buffer.from(body, 'base64')));
}

export function readRow({ row }: Pick<TracebackSource, 'row'>): StoredRow {
  return JSON.parse(row) as StoredRow;
}

/** Labels in one order, so that the same labels are the same text. */
export function rowText(traceback: IndexedTraceback): string {
  const { labels, ...summary } = summarize(traceback);
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ summary, labels: sorted } satisfies StoredRow);
}

export function labelsOf({ labels }: StoredRow): Labels {
  return Object.fromEntries(labels);
}

/** A row of a list. */
export function hitOf(source: TracebackSource): Hit {
  const { id, at, fingerprint, archive, rule } = source;
  const row = readRow(source);
  const { instance, program, type, message } = row.summary;
  return {
    id,
    at: formatInstant(at),
    instance,
    program,
    fingerprint,
    archive,
    labels: labelsOf(row),
    type,
    message,
    ...hiddenByOf(rule),
  };
}
