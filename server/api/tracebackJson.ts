import type { Hit, Traceback } from '../../src/stores/store.ts';
import type { HitJson, TracebackJson } from './schemas/traceback.ts';

/** A stored traceback as the API and `parse` give it, its properties in the order that reads best. */
export function tracebackJson(traceback: Traceback): TracebackJson {
  const { id, at, instance, program, exceptions, text, unfinished, context, fingerprint, archive, labels } = traceback;
  const { ownFingerprint, hiddenBy } = traceback;
  return {
    id,
    at,
    instance,
    program,
    exceptions,
    text,
    ...(unfinished && { unfinished }),
    context,
    fingerprint,
    ...(ownFingerprint !== undefined && { own_fingerprint: ownFingerprint }),
    archive,
    labels,
    ...(hiddenBy !== undefined && { hidden_by: hiddenBy }),
  };
}

/** A row of a list of tracebacks. */
export function hitJson({
  id,
  at,
  instance,
  program,
  type,
  message,
  fingerprint,
  archive,
  labels,
  hiddenBy,
}: Hit): HitJson {
  return {
    id,
    at,
    instance,
    program,
    type,
    message,
    fingerprint,
    archive,
    labels,
    ...(hiddenBy !== undefined && { hidden_by: hiddenBy }),
  };
}
