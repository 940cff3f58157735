import { isDay, type DayRange } from '../core/groups/day.ts';

const DAYS = /^(\d{4}-\d\d-\d\d)(?:(?:\s*(?:–|—|\.\.\.?|,)\s*|\s+(?:to\s+|-\s+)?)(\d{4}-\d\d-\d\d))?$/;

/** Days as a person types them: `2016-08-12`, `2016-08-01 to 2016-08-12`. A string is the sentence that says what is wrong. */
export function parseDays(text: string): DayRange | string {
  const [, from, to = from] = DAYS.exec(text.trim()) ?? [];
  if (from === undefined || to === undefined)
    return 'Write a day like 2016-08-12, or two of them: 2016-08-01 to 2016-08-12.';
  const wrong = [from, to].find((day) => !isDay(day));
  if (wrong !== undefined) return `There is no day ${wrong} in the calendar.`;
  return from <= to ? { from, to } : `The days end (${to}) before they begin (${from}).`;
}
