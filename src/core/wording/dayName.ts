import type { Day, DayRange } from '../groups/day.ts';

// Names of our own: the first formatter of `Intl` costs the editor 15 ms, half of what starting an extension may take.
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `Fri 12 August 2016`. */
export function longDay(day: Day): string {
  const { weekday, date, month, year } = parts(day);
  return `${weekday} ${date} ${month} ${year}`;
}

/** `Fri 12 Aug`. */
export function shortDay(day: Day): string {
  const { weekday, date, month } = parts(day);
  return `${weekday} ${date} ${month.slice(0, 3)}`;
}

/** `12 Aug 2016`. */
export function plainDay(day: Day): string {
  const { date, month, year } = parts(day);
  return `${date} ${month.slice(0, 3)} ${year}`;
}

/** `12 Aug 2016 – 18 Aug 2016`. */
export function rangeName({ from, to }: DayRange): string {
  return from === to ? longDay(from) : `${plainDay(from)} – ${plainDay(to)}`;
}

// Days are calendar days already: they are read as UTC so that no zone moves them.
function parts(day: Day): { weekday: string; date: number; month: string; year: number } {
  const noon = new Date(`${day}T12:00:00Z`);
  return {
    weekday: WEEKDAYS[noon.getUTCDay()] ?? '',
    date: noon.getUTCDate(),
    month: MONTHS[noon.getUTCMonth()] ?? '',
    year: noon.getUTCFullYear(),
  };
}
