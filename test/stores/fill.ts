import type { Frame, IndexedTraceback, LineNumber } from '../../src/core/python/traceback.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { logLine } from './made.ts';

const HOUR = 3_600_000;
const WORDS =
  'order price cart total user session timeout retry queue invoice stock worker payment refund address basket coupon render index cache'.split(
    ' ',
  );

/** What to fill a store with. */
export interface Filling {
  tracebacks: number;
  groups: number;
  /** Milliseconds since 1970: the end of the newest hour. */
  end: number;
  /** Tracebacks an hour. */
  hourly?: number;
  /** Bytes of context of each. */
  context?: number;
  onProgress?: (tracebacks: number) => void;
}

/** Fills a store with made-up tracebacks, an archive an hour, oldest first, the way the ingestion does. The same call makes the same. */
export async function fill(store: TracebackStore, filling: Filling): Promise<void> {
  const { tracebacks, end, hourly = 3_600, onProgress } = filling;
  const hours = Math.ceil(tracebacks / hourly);
  for (let hour = 0; hour < hours; hour++) {
    const from = hour * hourly;
    await takeIn(
      store,
      hourOf({ ...filling, from, count: Math.min(hourly, tracebacks - from), start: end - (hours - hour) * HOUR }),
    );
    onProgress?.(Math.min(tracebacks, from + hourly));
  }
}

/** One archive's tracebacks, in the batches that they are written in. */
export interface MadeHour {
  name: string;
  batches: IndexedTraceback[][];
}

/** Takes one archive in as the ingestion does: a batch is compressed while the one before it is saved. */
export async function takeIn(store: TracebackStore, { name, batches }: MadeHour): Promise<void> {
  const writer = await store.openArchive({ name, etag: name, parser: 1, at: 0 });
  let former: Promise<void> = Promise.resolve();
  for (const batch of batches) {
    const written = writer.write(batch);
    await former;
    former = written;
  }
  await former;
  await writer.replace([]);
  const tracebacks = batches.reduce((sum, batch) => sum + batch.length, 0);
  await writer.close({ state: 'done', bytes: 0, lines: 0, tracebacks });
}

/** The archive of one made-up hour. `from`: the number of its first traceback. */
export function hourOf({
  from,
  count,
  start,
  groups,
  context = 500,
}: Pick<Filling, 'groups' | 'context'> & { from: number; count: number; start: number }): MadeHour {
  const day = new Date(start).toISOString();
  const name = `logs/dt=${day.slice(0, 10)}/${day.slice(0, 10)}-${day.slice(11, 13)}.tsv.gz`;
  const batches: IndexedTraceback[][] = [];
  for (let n = 0; n < count; n += 300) {
    const size = Math.min(300, count - n);
    const one = (_: unknown, i: number): IndexedTraceback =>
      traceback(from + n + i, start + Math.floor(((n + i) * HOUR) / count), groups, context);
    batches.push(Array.from({ length: size }, one));
  }
  return { name, batches };
}

/** The first rounds go through all groups, the rest falls upon few of them, as faults do. */
function groupOf(n: number, groups: number): number {
  const random = scatter(n);
  if (n % 3 === 0) return Math.floor(n / 3) % groups;
  return Math.floor(random ** 4 * groups);
}

function traceback(n: number, at: number, groups: number, contextBytes: number): IndexedTraceback {
  const group = groupOf(n, groups);
  const word = (k: number): string => WORDS[Math.floor(scatter(group * 31 + k) * WORDS.length)] ?? '';
  const frames = Array.from({ length: 6 }, (_, k): Frame => {
    const line = (1 + Math.floor(scatter(group + k) * 900)) as LineNumber;
    return {
      path: `/opt/shop/${word(k)}/${word(k + 7)}.py`,
      line,
      function: `${word(k + 3)}_${word(k + 5)}`,
      source: `${word(k)} = self.${word(k + 2)}(${word(k + 9)})`,
    };
  });
  const type = `shop.${word(11)}.${word(12)}Error`;
  const message = `${word(13)} ${word(14)} ${n} is not ${word(15)}`;
  const entries = frames.map(
    ({ path, line, function: name, source }) => `  File "${path}", line ${line}, in ${name}\n    ${source}\n`,
  );
  const instance = `i-${Math.floor(scatter(n) * 40)
    .toString(16)
    .padStart(8, 'c')}`;
  const program = `${word(16)}.debug`;
  return {
    id: String(700_000_000_000_000_000n + BigInt(n) * 977n),
    header: String(700_000_000_000_000_000n + BigInt(n) * 977n - 20n),
    at,
    instance,
    program,
    exceptions: [{ type, message, relation: null, frames }],
    text: `Traceback (most recent call last):\n${entries.join('')}${type}: ${message}`,
    context: { before: contextLines(n, at, instance, program, contextBytes), after: new Uint8Array() },
    fingerprint: `1-${Math.floor(scatter(group) * 2 ** 32)
      .toString(16)
      .padStart(8, '0')}${group.toString(16).padStart(24, '0')}`,
    labels: n % 5 === 0 ? { customer: word(17) } : {},
  };
}

/** Log lines that compress about as real ones do, of about so many bytes. */
function contextLines(n: number, at: number, instance: string, program: string, bytes: number): Uint8Array {
  const lines: string[] = [];
  for (let size = 0, k = 0; size < bytes; k++) {
    const words = Array.from(
      { length: 14 },
      (_, w) => WORDS[Math.floor(scatter(n * 1009 + k * 17 + w) * WORDS.length)],
    );
    const id = String(700_000_000_000_000_000n + BigInt(n) * 977n - BigInt(1000 - k));
    const text = `20286/MainThread : DEBUG    ${words.join(' ')} ${scatter(n + k)
      .toString(36)
      .slice(2, 12)}`;
    const line = logLine(id, at - 1000 + k, instance, program, text);
    lines.push(line);
    size += line.length;
  }
  return new TextEncoder().encode(lines.join(''));
}

/** A number in [0, 1) that looks random and is always the same for the same n (a hash by Thomas Wang). */
function scatter(n: number): number {
  let x = n | 0;
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}
