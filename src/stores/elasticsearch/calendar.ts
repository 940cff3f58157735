import { dayIn, type Day, type DayRange } from '../../core/groups/day.ts';
import { instantsIn, type Instants } from '../../core/groups/dayStart.ts';

/** A store's days. */
export interface Calendar {
  timeZone: string;
  dayOf: (at: number) => Day;
  instants: (range: DayRange) => Instants;
}

export function calendarOf(timeZone: string): Calendar {
  return { timeZone, dayOf: dayIn(timeZone), instants: instantsIn(timeZone) };
}

/** The filter of a search for a range of days. */
export function rangeFilter(calendar: Calendar, range: DayRange): object {
  const { from, to } = calendar.instants(range);
  return { range: { at: { gte: from, lt: to } } };
}
