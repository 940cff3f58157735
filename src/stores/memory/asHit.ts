import { summarize } from '../../core/groups/summary.ts';
import { formatInstant } from '../../core/papertrail/instant.ts';
import type { IndexedTraceback } from '../../core/python/traceback.ts';
import type { Hit } from '../store.ts';

/** A traceback as a row of a list. */
export function asHit(traceback: IndexedTraceback, archive: string): Hit {
  const { id, at, instance, program, fingerprint, labels, hiddenBy } = traceback;
  const { type, message } = summarize(traceback);
  return {
    id,
    at: formatInstant(at),
    instance,
    program,
    fingerprint,
    archive,
    labels,
    type,
    message,
    ...(hiddenBy !== undefined && { hiddenBy }),
  };
}
