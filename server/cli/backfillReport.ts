import type { ArchiveRow } from '../../src/stores/store.ts';
import { duration } from '../../src/core/wording/duration.ts';
import { counted, exactNumber } from '../../src/core/wording/number.ts';
import { size } from '../../src/core/wording/size.ts';
import { archiveJson } from '../api/archiveJson.ts';

/** Where a backfill looks: days in UTC, both counted. */
export interface BackfillPlace {
  bucket: string;
  prefix: string;
  from: string;
  to: string;
}

/** What a backfill did, as far as it came. */
export class BackfillReport {
  readonly #place: BackfillPlace;
  /** Archives that lie in the bucket, and of them those that were read before. */
  readonly #found: number;
  readonly #known: number;
  readonly #counts = { done: 0, partial: 0, failed: 0, queued: 0 };
  readonly #sums = { bytes: 0, lines: 0, tracebacks: 0 };
  readonly #troubles: ArchiveRow[] = [];
  /** It was ended before its end. */
  interrupted = false;

  constructor(place: BackfillPlace, { found, known }: { found: number; known: number }) {
    this.#place = place;
    this.#found = found;
    this.#known = known;
  }

  /** Whether all there is was taken in, or queued. */
  get isWhole(): boolean {
    const { done, queued } = this.#counts;
    return !this.interrupted && done + queued + this.#known === this.#found;
  }

  get tracebacks(): number {
    return this.#sums.tracebacks;
  }

  queued(count: number): void {
    this.#counts.queued += count;
  }

  read(row: ArchiveRow): void {
    if (row.state === 'running' || row.state === 'queued') return;
    this.#counts[row.state]++;
    this.#sums.bytes += row.bytes;
    this.#sums.lines += row.lines;
    this.#sums.tracebacks += row.tracebacks;
    if (row.state !== 'done') this.#troubles.push(row);
  }

  /** After so many milliseconds. `archives` are those that were not taken in whole. */
  json(elapsed: number): object {
    return {
      ...this.#place,
      found: this.#found,
      known: this.#known,
      ...this.#counts,
      ...this.#sums,
      milliseconds: Math.round(elapsed),
      interrupted: this.interrupted,
      archives: this.#troubles.map(archiveJson),
    };
  }

  /** `s3://logs/papertrail/ 2016-08-10 to 2016-08-12: 24 archives, 3 known before, 20 taken in, 1 failed: 3,600 tracebacks in …`. */
  text(elapsed: number): string {
    const { bucket, prefix, from, to } = this.#place;
    const where = `s3://${bucket}/${prefix} ${from === to ? from : `${from} to ${to}`}`;
    if (this.#found === 0 && this.interrupted) return `${where}: nothing was taken in`;
    if (this.#found === 0) return `${where}: no archives. They lie below dt=…; check --prefix and the days (in UTC).`;
    const { done, partial, failed, queued } = this.#counts;
    const parts = [
      counted(this.#found, 'archive'),
      ...(this.#known > 0 ? [`${exactNumber(this.#known)} taken in before`] : []),
      ...(done > 0 ? [`${exactNumber(done)} taken in`] : []),
      ...(partial > 0 ? [`${exactNumber(partial)} in part`] : []),
      ...(failed > 0 ? [`${exactNumber(failed)} failed`] : []),
      ...(queued > 0 ? [`${exactNumber(queued)} queued for the workers`] : []),
    ];
    const { bytes, lines, tracebacks } = this.#sums;
    if (done + partial === 0) return `${where}: ${parts.join(', ')}`;
    const found = `${counted(tracebacks, 'traceback')} in ${counted(lines, 'line')} (${size(bytes)})`;
    return `${where}: ${parts.join(', ')}; ${found}, ${duration(elapsed)}`;
  }
}
