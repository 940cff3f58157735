import { ALL_DAYS, type DayRange, isDay } from '../../src/core/groups/day.ts';
import { Problem } from './problem.ts';

/** The range that a list's parameters mean; without any, all days. Throws Problem for days that no calendar has. */
export function dayRange({ day, from, to }: { day?: string; from?: string; to?: string }): DayRange {
  for (const [name, value] of Object.entries({ day, from, to })) {
    if (value !== undefined && !isDay(value))
      throw new Problem(400, `${value} is no day of the calendar.`, { parameter: `query.${name}` });
  }
  if (day !== undefined) {
    if (from !== undefined || to !== undefined)
      throw new Problem(400, 'Give either day, or from and to.', { parameter: 'query.day' });
    return { from: day, to: day };
  }
  const range = { from: from ?? ALL_DAYS.from, to: to ?? ALL_DAYS.to };
  if (range.from > range.to)
    throw new Problem(400, `from (${range.from}) is later than to (${range.to}).`, { parameter: 'query.from' });
  return range;
}
