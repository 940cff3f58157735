/** One line of the table: what was measured, in rounds, and what it must reach. */
export interface Figure {
  name: string;
  /** `× gzip -dc`, `MB`, `ms`: what the numbers are. */
  unit: string;
  rounds: readonly number[];
  /** What the median must reach; absent for a figure that only informs. */
  atMost?: number;
  atLeast?: number;
  /** Plain words for the reader, such as the absolute times. */
  note?: string;
}

/** The middle of the numbers; of an even count the upper middle. NaN of none. */
export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** The smallest of the numbers that at least this share of them does not exceed: 0.99 gives p99. NaN of none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** True when the median reaches what it must. */
export function isReached(figure: Figure): boolean {
  const middle = median(figure.rounds);
  return middle <= (figure.atMost ?? Number.POSITIVE_INFINITY) && middle >= (figure.atLeast ?? 0);
}
