const BARS = ['▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** Counts as small bars in a line of text, the highest full; nothing is a hairline, anything more than that. */
export function textBars(counts: readonly number[]): string {
  const highest = Math.max(1, ...counts);
  return counts
    .map((count) => (count === 0 ? '▁' : (BARS[Math.ceil((count / highest) * BARS.length) - 1] ?? '')))
    .join('');
}
