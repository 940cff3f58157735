import { basename } from 'node:path';
import type { IngestProgress } from './ingestProgress.ts';
import { duration } from '../core/wording/duration.ts';
import { counted } from '../core/wording/number.ts';
import { size } from '../core/wording/size.ts';

/** How far an archive has been read, after so many milliseconds: `2016-08-12-03.tsv.gz · 8.1 of 14.7 MB · 1,912 tracebacks · 2 s left`. */
export function progressText(progress: IngestProgress, elapsed: number): string {
  const name = progress.name === '-' ? 'standard input' : basename(progress.name);
  const parts = [name, amount(progress), counted(progress.tracebacks, 'traceback')];
  const left = timeLeft(progress, elapsed);
  if (left !== undefined) parts.push(`${left} left`);
  return parts.join(' · ');
}

/** The unit once where it is the same: `8.1 of 14.7 MB`, `512 kB of 14.7 MB`. */
function amount({ bytes, size: total }: IngestProgress): string {
  const done = size(bytes);
  if (total === undefined) return done;
  const whole = size(total);
  const unit = whole.slice(whole.indexOf(' '));
  return `${done.endsWith(unit) ? done.slice(0, -unit.length) : done} of ${whole}`;
}

/** Undefined while there is nothing to go by: before a second has passed, or without a size. */
function timeLeft({ bytes, size: total }: IngestProgress, elapsed: number): string | undefined {
  if (total === undefined || bytes === 0 || elapsed < 1000 || bytes >= total) return undefined;
  const left = (elapsed / bytes) * (total - bytes);
  return duration(Math.max(1000, Math.ceil(left / 1000) * 1000)).replace(/\.0 s$/, ' s');
}
