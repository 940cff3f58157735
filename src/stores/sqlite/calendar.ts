import { dayIn, type Day, type DayRange } from '../../core/groups/day.ts';
import { instantsIn, type Instants } from '../../core/groups/dayStart.ts';
import type { Connection } from './connection.ts';
import { timeZoneOf } from './meta.ts';

/** A store's days. */
export interface Calendar {
  timeZone: string;
  dayOf: (at: number) => Day;
  instants: (range: DayRange) => Instants;
}

/** The calendar of the zone that the store keeps. */
export function calendarOf(db: Connection): Calendar {
  const timeZone = timeZoneOf(db);
  return { timeZone, dayOf: dayIn(timeZone), instants: instantsIn(timeZone) };
}
