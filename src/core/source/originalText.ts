import type { LineNumber } from '../python/traceback.ts';
import type { Place } from './place.ts';

/**
 * Today's text with the frame's line as it was when it raised: in place of the line that it became, or below the head of
 * its function when it is gone. Gives the text and the line's number; undefined where the line still reads the same.
 */
export function originalText(text: string, place: Place): { text: string; line: LineNumber } | undefined {
  if (place.was === undefined) return undefined;
  const lines = text.split(/\r\n|\n|\r/);
  const at = place.line - 1;
  const indent = /^\s*/.exec(lines[at] ?? '')?.[0] ?? '';
  if (place.kind === 'changed') return { text: lines.with(at, indent + place.was).join('\n'), line: place.line };
  const below = /^(?:async\s+def|def|class)\b/.test((lines[at] ?? '').trim());
  const inserted = lines.toSpliced(below ? at + 1 : at, 0, (below ? `${indent}    ` : indent) + place.was);
  return { text: inserted.join('\n'), line: (below ? place.line + 1 : place.line) as LineNumber };
}
