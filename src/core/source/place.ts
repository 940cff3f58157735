import type { LineNumber } from '../python/traceback.ts';

/** Where in today's text a frame's line is, how sure that is, and why, in words for the reader. */
export interface Place {
  /**
   * exact: the line still reads so, in the same function. moved: the same text elsewhere. changed: the line most like it
   * (or, without the frame's source, the line of that number). gone: the head of its function, or only the file.
   */
  kind: 'exact' | 'moved' | 'changed' | 'gone';
  /** Always a line of the text. */
  line: LineNumber;
  because: string;
  /** What the line said when it raised, where it says something else now. */
  was?: string;
}

/** How sure a place is, in words, with the frame's number in its traceback (from 1, outermost first). */
export function confidence({ kind, because }: Place, number: number): string {
  return kind === 'exact' ? because.replace('The line of the frame', `The line of frame ${number}`) : because;
}
