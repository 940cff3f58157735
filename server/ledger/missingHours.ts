import { archiveHour, archiveSeries, type ArchiveSeries } from '../../src/core/papertrail/archiveName.ts';
import type { TracebackStore } from '../../src/stores/store.ts';

/** Hours, in milliseconds since 1970; `to` is where the last one ends. */
export interface HourRange {
  from: number;
  to: number;
}

/** What the ledger has, and has not, of the archives of one place. */
export interface SeriesHours extends ArchiveSeries {
  /** The hours looked at: at most the last 30 days that the place has. */
  looked: HourRange;
  /** Those of them without a row, oldest first. */
  missing: HourRange[];
}

/** Where more archives are to come, and since when they must be there. */
export interface Awaited {
  /** True for places that archives are still taken in from; elsewhere nothing is missing after the newest. */
  isAwaited: (prefix: string) => boolean;
  /** Milliseconds since 1970: hours that ended before should have an archive. */
  until: number;
}

const HOUR = 3_600_000;
/** So far back hours are looked at. */
const MOST_HOURS = 30 * 24;
/** A place has one row an hour, or two where it is kept plain and gzipped. */
const MOST_ROWS = 2 * MOST_HOURS;
const MOST_SERIES = 20;
/** Names that tell no hour are passed one by one; after so many in all, places that come after them are not found. */
const MOST_LOOKS = 100;

/**
 * Finds, for every place that the ledger has hourly archives of, the hours that have no row: two requests to the store a place, whatever the
 * ledger's size. Places come in the ledger's order.
 */
export async function missingHours(
  store: Pick<TracebackStore, 'archives'>,
  awaited: Awaited = { isAwaited: () => false, until: 0 },
): Promise<SeriesHours[]> {
  const found: SeriesHours[] = [];
  let after: string | undefined;
  for (let looks = 0; looks < MOST_LOOKS && found.length < MOST_SERIES; looks++) {
    const { archives } = await store.archives({ limit: 1, ...(after !== undefined && { after }) });
    const name = archives[0]?.name;
    if (name === undefined) break;
    const series = archiveSeries(name);
    if (series) found.push(await hoursOf(store, series, name, awaited));
    after = series ? beginOf(series) : name;
  }
  return found;
}

/** What all names of the series come before, in the ledger's descending order. */
function beginOf({ prefix, folders }: ArchiveSeries): string {
  return folders ? `${prefix}dt=` : `${prefix}0`;
}

async function hoursOf(
  store: Pick<TracebackStore, 'archives'>,
  series: ArchiveSeries,
  newestName: string,
  { isAwaited, until }: Awaited,
): Promise<SeriesHours> {
  const newest = archiveHour(newestName) ?? 0;
  const { archives } = await store.archives({ limit: MOST_ROWS, after: newestName });
  const hours = [newest];
  for (const { name } of archives) {
    const own = archiveSeries(name);
    if (own?.prefix === series.prefix && own.folders === series.folders) hours.push(archiveHour(name) ?? newest);
  }
  const dueEnd = Math.floor(until / HOUR) * HOUR;
  // What has sent nothing for all that time has been given up.
  const isDue = isAwaited(series.prefix) && dueEnd - newest < MOST_HOURS * HOUR;
  const to = Math.max(newest + HOUR, isDue ? dueEnd : 0);
  const from = Math.max(Math.min(...hours), to - MOST_HOURS * HOUR);
  return { ...series, looked: { from, to }, missing: gaps(new Set(hours), { from, to }) };
}

function gaps(hours: ReadonlySet<number>, { from, to }: HourRange): HourRange[] {
  const missing: HourRange[] = [];
  for (let hour = from; hour < to; hour += HOUR) {
    const last = missing.at(-1);
    if (hours.has(hour)) continue;
    if (last?.to === hour) last.to = hour + HOUR;
    else missing.push({ from: hour, to: hour + HOUR });
  }
  return missing;
}
