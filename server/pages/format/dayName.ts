import type { Day, DayRange } from '../../../src/core/groups/day.ts';

// Days are calendar days already: they are written as UTC so that no zone moves them.
const long = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
const short = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
const plain = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `Fri 12 August 2016`. */
export function longDay(day: Day): string {
  return long.format(noon(day)).replace(',', '');
}

/** `Fri 12 Aug`. */
export function shortDay(day: Day): string {
  return short.format(noon(day)).replace(',', '');
}

/** `12 Aug 2016`. */
export function plainDay(day: Day): string {
  return plain.format(noon(day));
}

/** `12 Aug 2016 – 18 Aug 2016`. */
export function rangeName({ from, to }: DayRange): string {
  return from === to ? longDay(from) : `${plainDay(from)} – ${plainDay(to)}`;
}

function noon(day: Day): number {
  return Date.parse(`${day}T12:00:00Z`);
}
