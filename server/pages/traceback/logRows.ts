import type { ContextLine } from '../../../src/core/papertrail/context.ts';
import type { Clock } from '../../../src/core/wording/clock.ts';
import type { TextPart } from './foundText.ts';

/** A line of a log as it is shown. */
export interface LogRow {
  /** What the address of the page may end with, to point at the line. */
  anchor: string;
  iso: string;
  /** `Aug 12 03:18:39`. */
  time: string;
  title: string;
  message: TextPart[];
}

/** Lines of a stream as rows. `partsOf` marks what is looked for. */
export function logRows(lines: readonly ContextLine[], clock: Clock, partsOf: (text: string) => TextPart[]): LogRow[] {
  return lines.map(({ id, at, message }) => {
    const time = Date.parse(at);
    const known = !Number.isNaN(time);
    return {
      anchor: anchorOf(id),
      iso: at,
      // An archive's column that is no time is shown as it stands.
      time: known ? clock.logTime(time) : at,
      title: known ? clock.exact(time) : at,
      message: partsOf(message),
    };
  });
}

/** The anchor of a line; ids hold no spaces where they are what they should be, and anchors must not. */
export function anchorOf(id: string): string {
  return `line-${id.replaceAll(/\s/g, '')}`;
}
