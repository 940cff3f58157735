/** Seconds of the two sides of a comparison, by round. */
export interface Pair {
  ours: number[];
  theirs: number[];
}

/**
 * Runs both sides in turns, so that what else the machine does falls on both; one round first that does not count (it
 * fills the file cache).
 */
export async function alternate(
  rounds: number,
  ours: (round: number) => Promise<number>,
  theirs: (round: number) => Promise<number>,
): Promise<Pair> {
  const pair: Pair = { ours: [], theirs: [] };
  for (let round = -1; round < rounds; round++) {
    const mine = await ours(round);
    const other = await theirs(round);
    if (round < 0) continue;
    pair.ours.push(mine);
    pair.theirs.push(other);
  }
  return pair;
}

/** Ours divided by theirs, by round. */
export function ratios({ ours, theirs }: Pair): number[] {
  return ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
}
