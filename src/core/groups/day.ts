/** A calendar day in a store's time zone: `2016-08-12`. */
export type Day = string;

/** A range of days, both ends included. */
export interface DayRange {
  from: Day;
  to: Day;
}

/** Every day there can be. */
export const ALL_DAYS: DayRange = { from: '0000-01-01', to: '9999-12-31' };

/** A function from an instant (milliseconds since 1970) to its day in a time zone (IANA name). Throws RangeError for an unknown zone. */
export function dayIn(timeZone: string): (at: number) => Day {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  // Formatting costs 1 µs and nearly all calls of an archive fall into the same quarter of an hour, zones' smallest step.
  let known = Number.NaN;
  let day = '';
  return (at) => {
    const quarter = Math.floor(at / 900_000);
    if (quarter !== known) {
      known = quarter;
      day = format.format(at);
    }
    return day;
  };
}

/** The day so many days later (or earlier, when negative). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The days of a range, oldest first. */
export function daysOf({ from, to }: DayRange): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** True for a day of the calendar written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}
