import { type Day, addDays, daysOf } from '../../../src/core/groups/day.ts';
import { longDay } from '../../../src/core/wording/dayName.ts';

/** A month of the calendar: `2016-08`. */
export type Month = string;

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** `August 2016`. */
export function monthName(month: Month): string {
  return longDay(`${month}-01`).replace(/^\w+ 1 /, '');
}

/** The month so many months later (or earlier, when negative), within the years that days are written with. */
export function shiftMonth(month: Month, months: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const all = Math.min(Math.max(year * 12 + number - 1 + months, 0), 9999 * 12 + 11);
  return `${String(Math.floor(all / 12)).padStart(4, '0')}-${String((all % 12) + 1).padStart(2, '0')}`;
}

/** The days of a month, oldest first. */
export function monthDays(month: Month): Day[] {
  const from = `${month}-01`;
  const last = addDays(from, 31);
  return daysOf({ from, to: last }).filter((day) => monthOf(day) === month);
}

/** A month's weeks, Monday first; days of other months are undefined. */
export function monthWeeks(month: Month): (Day | undefined)[][] {
  const days = monthDays(month);
  const before = (new Date(`${month}-01T12:00:00Z`).getUTCDay() + 6) % 7;
  const cells = [...Array.from<undefined>({ length: before }), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, n) => cells.slice(n * 7, n * 7 + 7));
  return weeks.map((week) => [...week, ...Array.from<undefined>({ length: 7 - week.length })]);
}
