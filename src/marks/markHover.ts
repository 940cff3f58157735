import { Hover, type HoverProvider } from 'vscode';
import type { FaultTimes } from './faultTimes.ts';
import { hoverText } from './hoverText.ts';
import type { LiveMarks } from './liveMarks.ts';

/** Tells of the faults of a marked line, wherever on it the pointer is. `mayHide`: whether they can be hidden from here. */
export function markHover(live: LiveMarks, times: FaultTimes, mayHide: () => boolean): HoverProvider {
  return {
    provideHover(document, { line }) {
      const mark = live.of(document)?.at(line);
      if (!mark) return undefined;
      const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(line);
      const code = range.with(range.start.translate(0, firstNonWhitespaceCharacterIndex));
      return new Hover(hoverText(mark.faults, times, mayHide()), code);
    },
  };
}
