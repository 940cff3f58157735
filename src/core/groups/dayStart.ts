import { addDays, dayIn, type Day, type DayRange } from './day.ts';

const QUARTER = 900_000;
const DAY = 86_400_000;

/** Instants in milliseconds since 1970, `to` not included. */
export interface Instants {
  from: number;
  to: number;
}

/** A function from a range of days to the instants in it, for a time zone. The reverse of `dayIn`: zones step by quarters of an hour. */
export function instantsIn(timeZone: string): (range: DayRange) => Instants {
  const dayOf = dayIn(timeZone);
  const starts = new Map<Day, number>();
  const startOf = (day: Day): number => {
    const known = starts.get(day);
    if (known !== undefined) return known;
    const start = firstQuarter(dayOf, day);
    if (starts.size < 1000) starts.set(day, start);
    return start;
  };
  return ({ from, to }) => ({
    from: from <= '0001-01-01' ? Number.MIN_SAFE_INTEGER : startOf(from),
    to: to >= '9999-12-31' ? Number.MAX_SAFE_INTEGER : startOf(addDays(to, 1)),
  });
}

/** The first quarter of an hour that lies in the day or after it (a zone may leave a day out). */
function firstQuarter(dayOf: (at: number) => Day, day: Day): number {
  const noon = Date.parse(`${day}T12:00:00Z`);
  let before = (noon - 2 * DAY) / QUARTER;
  let within = (noon + 2 * DAY) / QUARTER;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (dayOf(middle * QUARTER) >= day) within = middle;
    else before = middle;
  }
  return within * QUARTER;
}
