import { type Day, type DayRange, addDays, daysOf } from './day.ts';

/** One day of a history: where its bar stands and how high it is, in the units of the chart's view box. */
export interface Bar {
  day: Day;
  count: number;
  x: number;
  y: number;
  height: number;
}

/** A history as bars. */
export interface HistoryBars {
  range: DayRange;
  width: number;
  height: number;
  /** Of one bar; the bars stand `step` apart. */
  bar: number;
  step: number;
  bars: Bar[];
  highest: number;
  /** How many hits are older than the first bar. */
  earlier: number;
}

const LEAST = 28;
const MOST = 84;
const STEP = 13;
const BAR = 11;
const HEIGHT = 64;

/** The bars of a group's days, up to today if it was seen in the last four weeks, else to the day it was last seen. */
export function historyBars(days: readonly { day: Day; count: number }[], today: Day): HistoryBars {
  const first = days[0]?.day ?? today;
  const last = days.at(-1)?.day ?? today;
  const to = last < today && addDays(last, LEAST) > today ? today : last;
  const from = [addDays(to, 1 - MOST), [first, addDays(to, 1 - LEAST)].sort()[0] ?? first].sort().at(-1) ?? first;
  const counts = new Map(days.map(({ day, count }) => [day, count]));
  const shown = daysOf({ from, to });
  const highest = Math.max(1, ...shown.map((day) => counts.get(day) ?? 0));
  return {
    range: { from, to },
    width: shown.length * STEP,
    height: HEIGHT,
    bar: BAR,
    step: STEP,
    bars: shown.map((day, index) => bar(day, counts.get(day) ?? 0, index * STEP, highest)),
    highest,
    earlier: days.reduce((sum, { day, count }) => sum + (day < from ? count : 0), 0),
  };
}

function bar(day: Day, count: number, x: number, highest: number): Bar {
  // A day with anything has to be seen beside one with thousands.
  const height = count === 0 ? 1 : Math.max(3, Math.round((count / highest) * HEIGHT));
  return { day, count, x, y: HEIGHT - height, height };
}
