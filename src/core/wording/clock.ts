/** One instant as a page shows it. */
export interface ShownTime {
  /** For `<time datetime>`: ISO 8601, UTC. */
  iso: string;
  /** `3 min ago`, or the date when it is longer than a day. */
  text: string;
  /** The exact time with its zone. */
  title: string;
}

/** Writes instants (milliseconds since 1970) in the reader's time zone. */
export interface Clock {
  readonly timeZone: string;
  /** `Fri, 12 Aug 2016, 03:18:39 UTC`. */
  exact(at: number): string;
  /** `12 Aug 2016 03:18:39`. */
  stamp(at: number): string;
  /** `03:18:39`. */
  time(at: number): string;
  /** `Aug 12 03:18:39`, the way Papertrail begins a line. */
  logTime(at: number): string;
  /** What to show of an instant, seen from `now`. */
  shown(at: number, now: number): ShownTime;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A clock for a time zone (IANA name). Throws RangeError for an unknown zone. */
export function clockIn(timeZone: string): Clock {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', timeZone, ...options });
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const exact = format({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...time,
    timeZoneName: 'short',
  });
  const timeOfDay = format(time);
  const month = format({ month: 'short' });
  const dayOfMonth = format({ day: '2-digit' });
  const date = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const dateOfYear = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const year = format({ year: 'numeric' });
  const dated = (at: number, now: number) =>
    year.format(at) === year.format(now) ? date.format(at).replace(',', '') : dateOfYear.format(at);
  return {
    timeZone,
    exact: (at) => exact.format(at),
    stamp: (at) => `${dateOfYear.format(at)} ${timeOfDay.format(at)}`,
    time: (at) => timeOfDay.format(at),
    logTime: (at) => `${month.format(at).slice(0, 3)} ${dayOfMonth.format(at)} ${timeOfDay.format(at)}`,
    shown: (at, now) => ({
      iso: new Date(at).toISOString(),
      text: ago(now - at) ?? dated(at, now),
      title: exact.format(at),
    }),
  };
}

/** `3 min ago` up to a day; undefined beyond it and for what lies ahead by more than a minute. */
function ago(span: number): string | undefined {
  if (span < -MINUTE || span >= DAY) return undefined;
  if (span < MINUTE) return 'just now';
  return span < HOUR ? `${Math.floor(span / MINUTE)} min ago` : `${Math.floor(span / HOUR)} h ago`;
}
