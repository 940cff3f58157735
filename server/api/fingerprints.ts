import { EXCLUDE_LIMIT } from '../../src/stores/excluded.ts';
import { Problem } from './problem.ts';

/** The fingerprints of an `exclude` parameter. Throws Problem for more than a list leaves out. */
export function fingerprints(exclude = ''): string[] {
  const all = exclude.split('.').filter((fingerprint) => fingerprint !== '');
  if (all.length > EXCLUDE_LIMIT)
    throw new Problem(400, `exclude names ${all.length} groups: ${EXCLUDE_LIMIT} at most.`, {
      parameter: 'query.exclude',
    });
  return all;
}
