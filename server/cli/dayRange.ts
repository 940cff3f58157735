import { ALL_DAYS, type Day, type DayRange, dayIn, isDay } from '../../src/core/groups/day.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { UsageError } from './usageError.ts';

/** Days as `list` is given them. */
export interface DayWords {
  day?: string;
  from?: string;
  to?: string;
}

/**
 * The days that are meant: one, a range whose open end is the store's first day or today, or, when nothing is said,
 * today or the newest day that has tracebacks, and then why. Throws UsageError for what is no day.
 */
export async function dayRange(
  words: DayWords,
  store: TracebackStore,
  now: number,
): Promise<{ range: DayRange; why?: string }> {
  const today = dayIn(store.timeZone)(now);
  if (words.day !== undefined) {
    if (words.from !== undefined || words.to !== undefined)
      throw new UsageError('Use either --day or --from and --to.');
    const day = given(words.day, '--day');
    return { range: { from: day, to: day } };
  }
  if (words.from !== undefined || words.to !== undefined) {
    const from = words.from === undefined ? ALL_DAYS.from : given(words.from, '--from');
    const to = words.to === undefined ? today : given(words.to, '--to');
    if (from > to) throw new UsageError(`The range ends on ${to}, before it begins on ${from}.`);
    return { range: { from, to } };
  }
  const { atOrBefore, after } = await store.nearestDays(today);
  const newest = atOrBefore ?? after ?? today;
  const range = { from: newest, to: newest };
  return newest === today
    ? { range }
    : { range, why: `No tracebacks today, ${today}. ${newest} is the newest day that has any.` };
}

function given(text: string, option: string): Day {
  if (!isDay(text)) throw new UsageError(`${option} ${text} is no day. Write it as 2016-08-12.`);
  return text;
}
