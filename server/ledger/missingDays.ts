import { addDays, type Day } from '../../src/core/groups/day.ts';
import type { HourRange } from './missingHours.ts';

/** Missing hours of one day, or days of which nothing is there. Days and hours in UTC, as archives are named. */
export interface MissingDays {
  from: Day;
  to: Day;
  /** Hours of the day, `to` from 1 to 24; for whole days the one range 0 to 24. */
  hours: { from: number; to: number }[];
  /** How many in all. */
  count: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Ranges of hours by day, oldest first; whole days in a row are one. */
export function missingDays(ranges: readonly HourRange[]): MissingDays[] {
  const days: MissingDays[] = [];
  for (const { from, to } of ranges) {
    for (let start = from; start < to;) {
      const midnight = Math.floor(start / DAY) * DAY;
      const end = Math.min(to, midnight + DAY);
      add(days, new Date(midnight).toISOString().slice(0, 10), {
        from: (start - midnight) / HOUR,
        to: (end - midnight) / HOUR,
      });
      start = end;
    }
  }
  return days;
}

function add(days: MissingDays[], day: Day, hours: { from: number; to: number }): void {
  const last = days.at(-1);
  const count = hours.to - hours.from;
  const isWhole = count === 24;
  if (last?.to === day) last.hours.push(hours);
  else if (last && isWhole && last.count % 24 === 0 && last.hours[0]?.to === 24 && addDays(last.to, 1) === day)
    last.to = day;
  else {
    days.push({ from: day, to: day, hours: [hours], count });
    return;
  }
  last.count += count;
}
