import type { ContextLine } from '../../../src/core/papertrail/context.ts';
import { lineLink } from '../../../src/core/papertrail/link.ts';
import type { Traceback } from '../../../src/stores/store.ts';
import type { Site } from '../site.ts';

/** A line of a log as it is shown. */
export interface LogRow {
  /** What the address of the page may end with, to point at the line. */
  anchor: string;
  iso: string;
  /** `Aug 12 03:18:39`. */
  time: string;
  title: string;
  message: string;
  papertrail: string;
}

/** Lines of a traceback's stream as rows. */
export function logRows(
  lines: readonly ContextLine[],
  { instance }: Traceback,
  { clock, papertrailUrl }: Site,
): LogRow[] {
  return lines.map(({ id, at, message }) => {
    const time = Date.parse(at);
    const known = !Number.isNaN(time);
    return {
      anchor: anchorOf(id),
      iso: at,
      // An archive's column that is no time is shown as it stands.
      time: known ? clock.logTime(time) : at,
      title: known ? clock.exact(time) : at,
      message,
      papertrail: lineLink(papertrailUrl, instance, id),
    };
  });
}

/** The anchor of a line; ids hold no spaces where they are what they should be, and anchors must not. */
export function anchorOf(id: string): string {
  return `line-${id.replaceAll(/\s/g, '')}`;
}
