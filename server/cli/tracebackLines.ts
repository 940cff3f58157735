import { lineLink } from '../../src/core/papertrail/link.ts';
import type { Traceback } from '../../src/stores/store.ts';
import type { Clock } from '../../src/core/wording/clock.ts';
import { logLine } from './logLine.ts';

/** A traceback for a terminal: what and where it is, what its stream logged before, its text, and what was logged after. */
export function tracebackLines(traceback: Traceback, clock: Clock, papertrailUrl: string): string[] {
  const { context, labels } = traceback;
  const facts: [string, string][] = [
    ['when', clock.exact(Date.parse(traceback.at))],
    ['where', `${traceback.instance} ${traceback.program}`],
    ['archive', traceback.archive],
    ['fault', traceback.fingerprint],
    ...(traceback.hiddenBy === undefined ? [] : [['hidden by', traceback.hiddenBy] satisfies [string, string]]),
    ...Object.entries(labels),
    ['link', lineLink(papertrailUrl, traceback.instance, traceback.id)],
  ];
  return [
    ...facts.map(([name, value]) => `${name.padEnd(10)} ${value}`),
    '',
    ...(context.cut ? ['(earlier lines were not kept: too many streams in one archive)'] : []),
    ...context.before.map((line) => logLine(line, traceback, clock)),
    '',
    ...traceback.text.split('\n').map((line) => `    ${line}`),
    ...(traceback.unfinished ? ['    (unfinished: its last exception was never named)'] : []),
    '',
    ...context.after.map((line) => logLine(line, traceback, clock)),
  ];
}
