import { type Day, dayIn } from '../../../src/core/groups/day.ts';

const HOUR = 3_600_000;

/** When a day begins in a time zone (milliseconds since 1970), to the second; also where clocks skip midnight. */
export function startOfDay(day: Day, timeZone: string): number {
  const dayOf = dayIn(timeZone);
  const utc = Date.parse(`${day}T00:00:00Z`);
  // No zone is more than 14 hours from UTC.
  let before = utc - 15 * HOUR;
  let within = utc + 15 * HOUR;
  while (within - before > 1000) {
    const middle = Math.floor((before + within) / 2000) * 1000;
    if (dayOf(middle) < day) before = middle;
    else within = middle;
  }
  return within;
}
