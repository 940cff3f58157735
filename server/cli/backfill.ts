import { isDay } from '../../src/core/groups/day.ts';
import { s3Name } from '../../src/core/papertrail/s3Address.ts';
import { checkAllowed } from '../s3/allowedObjects.ts';
import { archivesToRead } from '../s3/archivesToRead.ts';
import { queueListed } from '../s3/queueListed.ts';
import { lazyS3 } from '../s3/s3Access.ts';
import { backfillText } from './backfillProgress.ts';
import { BackfillReport, type BackfillPlace } from './backfillReport.ts';
import { stopOnInterrupt } from './interrupt.ts';
import { outcomeText } from './outcomeText.ts';
import { print, printJson, say } from './output.ts';
import { progressLine } from './progressLine.ts';
import { UsageError } from './usageError.ts';
import { type CommandParts, withStore } from './withStore.ts';

/** Options of `backfill`, as they are given. */
export interface BackfillOptions {
  from: string;
  /** Absent: the first day only. */
  to?: string;
  bucket?: string;
  prefix?: string;
  json: boolean;
}

/**
 * `backfill`: takes in what a bucket has of some days and the store has not, oldest first; where there is a `QUEUE_URL`, puts it into the
 * queue. Gives 1 when something was not taken in whole, or Ctrl-C ended it: the same command goes on then.
 */
export async function backfill({ json, ...options }: BackfillOptions): Promise<number> {
  const { from, to } = days(options);
  return withStore(
    async (parts) => {
      const { s3Buckets, s3Prefix, queueUrl } = parts.settings;
      const { bucket = s3Buckets[0] ?? '', prefix = s3Prefix } = options;
      const place = { bucket, prefix: prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`, from, to };
      checkAllowed(parts.settings, { bucket, key: place.prefix });
      const started = performance.now();
      const report = queueUrl ? await queueAll(parts, queueUrl, place) : await readAll(parts, place);
      const elapsed = performance.now() - started;
      if (json) printJson(report.json(elapsed));
      else print(report.text(elapsed));
      return report.isWhole ? 0 : 1;
    },
    { make: true },
  );
}

function days({ from, to = from }: Pick<BackfillOptions, 'from' | 'to'>): { from: string; to: string } {
  for (const [option, text] of Object.entries({ from, to }))
    if (!isDay(text)) throw new UsageError(`--${option} ${text} is no day. Write it as 2016-08-12.`);
  if (from > to) throw new UsageError(`The range ends on ${to}, before it begins on ${from}.`);
  return { from, to };
}

async function queueAll({ store }: CommandParts, queueUrl: URL, place: BackfillPlace): Promise<BackfillReport> {
  const { openSqs } = await import('../queue/openSqs.ts');
  const { queue, close } = openSqs(queueUrl, store);
  try {
    const s3 = lazyS3(process.env);
    const { found, queued, known } = await queueListed({ store, queue, s3, now: Date.now }, place, () => undefined);
    const report = new BackfillReport(place, { found, known });
    report.queued(queued);
    return report;
  } finally {
    close();
  }
}

async function readAll({ store, rules }: CommandParts, place: BackfillPlace): Promise<BackfillReport> {
  const { startIngestion } = await import('../ingest/startIngestion.ts');
  const ingestion = startIngestion(store, rules);
  const line = progressLine(process.stderr);
  const interrupt = stopOnInterrupt();
  const { signal } = interrupt;
  let report = new BackfillReport(place, { found: 0, known: 0 });
  try {
    const { found, toRead } = await archivesToRead({ store, s3: lazyS3(process.env) }, place, signal);
    report = new BackfillReport(place, { found, known: found - toRead.length });
    const ofBytes = toRead.reduce((sum, { size }) => sum + size, 0);
    const started = performance.now();
    let bytes = 0;
    for (const [archives, archive] of toRead.entries()) {
      const row = await ingestion.ingest(s3Name(archive), {
        signal,
        onProgress: (now) => {
          const tracebacks = report.tracebacks + now.tracebacks;
          const far = { archives, ofArchives: toRead.length, bytes: bytes + now.bytes, ofBytes, tracebacks };
          line.show(backfillText(far, performance.now() - started));
        },
      });
      signal.throwIfAborted();
      bytes += archive.size;
      report.read(row);
      if (row.state === 'done') continue;
      line.clear();
      say(outcomeText(row, true));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    line.clear();
    report.interrupted = true;
    say('Stopped; the same command goes on from here.');
  } finally {
    line.clear();
    interrupt.end();
    await ingestion.close();
  }
  return report;
}
