/** How many, and when the first and last of them (milliseconds since 1970). */
export interface Tally {
  first: number;
  last: number;
  count: number;
}

/** Several tallies as one; undefined for none. */
export function sumTallies(tallies: Iterable<Tally>): Tally | undefined {
  let sum: Tally | undefined;
  for (const { first, last, count } of tallies) {
    sum = sum
      ? { first: Math.min(sum.first, first), last: Math.max(sum.last, last), count: sum.count + count }
      : { first, last, count };
  }
  return sum;
}
