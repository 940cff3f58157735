import type { ContextLine } from '../../src/core/papertrail/context.ts';
import type { Clock } from '../../src/core/wording/clock.ts';

/** A log line as Papertrail shows it: `Aug 12 03:18:39 i-caef3c53 update.debug:  message`. */
export function logLine(
  line: ContextLine,
  { instance, program }: { instance: string; program: string },
  clock: Clock,
): string {
  const at = Date.parse(line.at);
  return `${Number.isNaN(at) ? line.at : clock.logTime(at)} ${instance} ${program}:  ${line.message}`;
}
