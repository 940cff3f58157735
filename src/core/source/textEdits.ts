import type { LineNumber } from '../python/traceback.ts';

/** A place in an editor's text: line and character both count from 0, characters in UTF-16. */
export interface TextPosition {
  line: number;
  character: number;
}

/** One part of a text that was replaced, as editors tell it. */
export interface TextEdit {
  range: { start: TextPosition; end: TextPosition };
  text: string;
}

/**
 * Tells where a character stands after edits, given where it stood before them; undefined when it was deleted. What was replaced
 * by other text stays as near as can be: only who reads the new text can tell more. Edits apply one after the other, or are
 * told from the end of the text to its beginning, as VS Code does: both come to the same.
 */
export function afterEdits(edits: readonly TextEdit[]): (position: TextPosition) => TextPosition | undefined {
  const changes = edits.map(changeOf);
  return (position) => {
    let now: TextPosition | undefined = position;
    for (const change of changes) now &&= afterChange(now, change);
    return now;
  };
}

/** Whether an edit touches a line, so that what an editor shows at the line's end may have come apart from it. */
export function touchesLine(line: number, { range }: TextEdit): boolean {
  return range.start.line <= line && line <= range.end.line;
}

/** The editor's line, counted from 0, of a line as Python counts it. */
export function editorLine(line: LineNumber): number {
  return line - 1;
}

/** An edit, its new text measured once for any number of positions. */
interface Change {
  start: TextPosition;
  end: TextPosition;
  /** Line ends in the new text. */
  breaks: number;
  /** The character after the new text, in its last line. */
  after: number;
  empty: boolean;
}

function changeOf({ range: { start, end }, text }: TextEdit): Change {
  const breaks = [...text.matchAll(/\r\n|\r|\n/g)];
  const last = breaks.at(-1);
  const after = last ? text.length - last.index - last[0].length : start.character + text.length;
  return { start, end, breaks: breaks.length, after, empty: text === '' };
}

function afterChange(position: TextPosition, { start, end, breaks, after, empty }: Change): TextPosition | undefined {
  if (isBefore(position, start)) return position;
  if (!isBefore(position, end)) {
    const line = position.line - end.line + start.line + breaks;
    return {
      line,
      character: position.line === end.line ? position.character - end.character + after : position.character,
    };
  }
  if (empty) return undefined;
  const line = Math.min(position.line, start.line + breaks);
  return { line, character: line === start.line ? start.character : 0 };
}

function isBefore(a: TextPosition, b: TextPosition): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
