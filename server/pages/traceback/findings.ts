import { counted, exactNumber } from '../../../src/core/wording/number.ts';
import { hasFound } from './foundText.ts';
import type { LogRow } from './logRows.ts';
import type { OwnRow } from './ownRows.ts';

/** Lines that have what was looked for, at most so many of them as links. */
const MOST = 20;

/** What came of looking for a text in a log: a sentence, and links to the lines. Undefined when nothing was looked for. */
export function findings(
  find: string,
  { before, own, after, at }: { before: LogRow[]; own: OwnRow[]; after: LogRow[]; at: string },
): { sentence: string; links: { href: string; text: string }[] } | undefined {
  if (find === '') return undefined;
  const rows = [...before, ...own.map((row) => ({ ...row, time: at })), ...after];
  const found = rows.filter(({ message }) => hasFound(message));
  const sentence =
    found.length === 0
      ? `None of these ${counted(rows.length, 'line')} has “${find}”. More lines can be loaded.`
      : `${exactNumber(found.length)} of ${counted(rows.length, 'line')} ${found.length === 1 ? 'has' : 'have'} “${find}”:`;
  return { sentence, links: found.slice(0, MOST).map(({ anchor, time }) => ({ href: `#${anchor}`, text: time })) };
}
