import { looksLikeS3 } from '../../../src/core/papertrail/s3Address.ts';
import { counted } from '../../../src/core/wording/number.ts';
import { type MissingDays, missingDays } from '../../ledger/missingDays.ts';
import type { HourRange, SeriesHours } from '../../ledger/missingHours.ts';
import type { Settings } from '../../settings.ts';
import { fetchable } from './fetchable.ts';

const HOUR = 3_600_000;

/** The places whose archives have gaps, as the page shows them, and how many hours are missing in all. */
export function missingPlaces(series: readonly SeriesHours[], settings: Settings) {
  const places = series.filter(
    (each) => each.missing.length > 0 && (fetchable(each.prefix, settings) !== undefined || !isSelection(each)),
  );
  const hours = places.reduce((sum, { missing }) => sum + lengthOf(missing), 0);
  return {
    link: hours === 0 ? undefined : `${counted(hours, 'hour')} missing`,
    places: places.map(({ prefix, folders, missing }) => {
      const bucket = fetchable(prefix, settings);
      return {
        prefix,
        bucket,
        rows: missingDays(missing).map((days) => missingRow(days, folders)),
        command: looksLikeS3(prefix) ? undefined : 'assertion-context ingest FOLDER',
      };
    }),
  };
}

/** Hours that somebody picked, such as the sample's: nothing is missing of them. */
function isSelection({ looked, missing }: SeriesHours): boolean {
  return 2 * lengthOf(missing) > lengthOf([looked]);
}

function lengthOf(ranges: readonly HourRange[]): number {
  return ranges.reduce((hours, { from, to }) => hours + (to - from) / HOUR, 0);
}

function missingRow({ from, to, hours, count }: MissingDays, folders: boolean) {
  const name = (day: string): string => (folders ? `dt=${day}` : day);
  return {
    from,
    to,
    days: from === to ? name(from) : `${name(from)} to ${name(to)}`,
    hours: hours
      .map((range) => (range.to - range.from === 24 ? 'all day' : `${clock(range.from)}–${clock(range.to)}`))
      .join(', '),
    count: counted(count, 'hour'),
  };
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
