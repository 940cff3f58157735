import type { Instants } from './dayStart.ts';

const HOUR = 3_600_000;

/** An hour of a day: when it began (milliseconds since 1970), and how many there were in it. */
export interface HourCount {
  at: number;
  count: number;
}

/** How many of the times lie in each hour of a day, the first hour first; a day has 23 or 25 of them when clocks change. */
export function hourCounts(times: readonly number[], { from, to }: Instants): HourCount[] {
  const hours = Array.from({ length: Math.ceil((to - from) / HOUR) }, (_, n) => ({ at: from + n * HOUR, count: 0 }));
  for (const time of times) {
    const hour = time < to ? hours[Math.floor((time - from) / HOUR)] : undefined;
    if (hour) hour.count++;
  }
  return hours;
}
