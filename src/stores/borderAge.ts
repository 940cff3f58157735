import { archiveHour } from '../core/papertrail/archiveName.ts';

/** When the hour after the archive's ended, in milliseconds since 1970; long ago for a name that tells no hour, as it has no neighbours. */
export function neighboursEnded(name: string): number {
  const hour = archiveHour(name);
  return hour === undefined ? Number.NEGATIVE_INFINITY : hour + 2 * 3_600_000;
}
