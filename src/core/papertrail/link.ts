/** Papertrail's address of a log line: the system's events around the line, which is marked. `base` is settable; it has no slash at its end. */
export function lineLink(base: string, instance: string, id: string): string {
  return `${base}/systems/${encodeURIComponent(instance)}/events?focus=${encodeURIComponent(lineOf(id))}`;
}

/** The log line's own id from a traceback's, which may end in `-u` or `.2`. */
export function lineOf(tracebackId: string): string {
  return /^\d+/.exec(tracebackId)?.[0] ?? tracebackId;
}
