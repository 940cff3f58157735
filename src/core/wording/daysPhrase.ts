import { ALL_DAYS, type DayRange } from '../groups/day.ts';
import { longDay, plainDay, rangeName, shortDay } from './dayName.ts';

/** `Fri 12 August 2016`, `12 Aug 2016 – 18 Aug 2016`, `Since Fri 12 August 2016`, `All days`. */
export function daysName({ from, to }: DayRange): string {
  if (from <= ALL_DAYS.from) return to >= ALL_DAYS.to ? 'All days' : `Until ${longDay(to)}`;
  return to >= ALL_DAYS.to ? `Since ${longDay(from)}` : rangeName({ from, to });
}

/** The same inside a sentence: `on Fri 12 August 2016`, `from 12 Aug 2016 to 18 Aug 2016`, `on any day`. */
export function daysPhrase({ from, to }: DayRange): string {
  if (from <= ALL_DAYS.from) return to >= ALL_DAYS.to ? 'on any day' : `until ${longDay(to)}`;
  if (to >= ALL_DAYS.to) return `since ${longDay(from)}`;
  return from === to ? `on ${longDay(from)}` : `from ${plainDay(from)} to ${plainDay(to)}`;
}

/** As short as can be: `Fri 12 Aug`, `Fri 12 Aug 2015` of another year than `year`, `12 Aug 2016 – 18 Aug 2016`, `All days`. */
export function shortDaysName({ from, to }: DayRange, year: number): string {
  if (from !== to) return daysName({ from, to });
  const written = from.slice(0, 4);
  return Number(written) === year ? shortDay(from) : `${shortDay(from)} ${written}`;
}
