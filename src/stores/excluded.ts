/** A list leaves out at most so many groups. */
export const EXCLUDE_LIMIT = 1_000;

/** The fingerprints to leave out, as a list's cursor knows them: each once, in order; undefined for none. Throws RangeError for too many. */
export function excluded(fingerprints: readonly string[] = []): string[] | undefined {
  if (fingerprints.length > EXCLUDE_LIMIT)
    throw new RangeError(`A list leaves out at most ${EXCLUDE_LIMIT.toLocaleString('en')} faults.`);
  return fingerprints.length === 0 ? undefined : [...new Set(fingerprints)].sort();
}
