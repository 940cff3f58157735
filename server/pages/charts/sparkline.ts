/** Bars of 3 px with a gap of 1 px, as paths for the `d` of an SVG. */
export interface Sparkline {
  width: number;
  height: number;
  /** All bars but the last. */
  past: string;
  /** The last bar, which is drawn in the accent colour. */
  last: string;
  /** For those who cannot see it. */
  label: string;
}

const STEP = 4;
const BAR = 3;
const HEIGHT = 24;

/** A sparkline of counts, oldest first: 28 of them are 112 × 24. Nothing is a hairline, anything at least 3 px. */
export function sparkline(counts: readonly number[]): Sparkline {
  const highest = Math.max(1, ...counts);
  const bars = counts.map((count, index) => {
    const height = count === 0 ? 1 : Math.max(3, Math.round((count / highest) * HEIGHT));
    return `M${index * STEP} ${HEIGHT}v-${height}h${BAR}v${height}z`;
  });
  const sum = counts.reduce((total, count) => total + count, 0);
  return {
    width: counts.length * STEP,
    height: HEIGHT,
    past: bars.slice(0, -1).join(''),
    last: bars.at(-1) ?? '',
    label: `${sum} in ${counts.length} days, ${counts.at(-1) ?? 0} on the last`,
  };
}
