/** Columns of a chart, in the units of its view box. */
export interface Columns {
  width: number;
  height: number;
  /** Columns stand so far apart, each `bar` wide. */
  step: number;
  bar: number;
  bars: { x: number; y: number; height: number }[];
}

const STEP = 13;
const BAR = 11;
const HEIGHT = 64;

/** Where the columns of counts stand, and how high: nothing is a hairline, anything at least 3 px. */
export function columns(counts: readonly number[]): Columns {
  const highest = Math.max(1, ...counts);
  return {
    width: counts.length * STEP,
    height: HEIGHT,
    step: STEP,
    bar: BAR,
    bars: counts.map((count, index) => {
      const height = count === 0 ? 1 : Math.max(3, Math.round((count / highest) * HEIGHT));
      return { x: index * STEP, y: HEIGHT - height, height };
    }),
  };
}
