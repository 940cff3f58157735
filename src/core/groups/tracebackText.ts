import type { ContextLine } from '../papertrail/context.ts';

/** What of a traceback is written: that of every store's. */
export interface WrittenTraceback {
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  instance: string;
  program: string;
  text: string;
  exceptions: readonly { type: string; message: string }[];
  labels: Record<string, string>;
  context: { before: readonly ContextLine[] };
}

/** A traceback as it was logged, under a line that says when and where: `2016-08-12 03:18:41 UTC i-cc6b5552 engine.debug`. */
export function tracebackText({ at, instance, program, text }: WrittenTraceback): string {
  return `${utcTime(at)} ${instance} ${program}\n${text}\n`;
}

/** Log lines as Papertrail's command line prints them, a line each, times in UTC. */
export function contextText(
  lines: readonly ContextLine[],
  { instance, program }: { instance: string; program: string },
): string {
  return lines.map(({ at, message }) => `${utcTime(at)} ${instance} ${program}: ${message}\n`).join('');
}

/** `2016-08-12 03:18:41 UTC`; what is no time stays as it is. */
export function utcTime(at: string): string {
  return at.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d(?:\.\d+)?)Z$/, '$1 $2 UTC');
}
