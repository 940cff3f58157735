import type { FaultMark, FaultMarks } from './faultMarks.ts';
import type { SqueezedText } from './squeezedText.ts';
import { isFrame, textMarks, type TextMark } from './textMarks.ts';

/** So much of a fault's frames must be there when the beginning is not. */
const SHARE = 2 / 3;

/**
 * True when the text holds a traceback of the fault, or so much of one that it can be of no other: from the exception
 * with its message backwards, frame by frame, until the traceback begins or what somebody cut off. What stands there and does not
 * belong to the fault makes it another's.
 */
export function holdsExcerpt(text: SqueezedText, fault: FaultMarks): boolean {
  const marks = textMarks(text, fault).filter((mark) => counts(mark, fault));
  // Members of a group can be cut off anywhere and leave a whole fault: only all of it tells.
  if (fault.grouped) return false;
  const end = fault.marks.findLastIndex(({ kind }) => kind === 'exception');
  const last = fault.marks[end];
  if (last?.kind !== 'exception') return false;
  return marks.some(
    (mark, i) =>
      mark.kind === 'exception' && mark.type === last.type && mark.saysMessage && leadsTo(marks, i - 1, fault, end - 1),
  );
}

function counts(mark: TextMark, { library }: FaultMarks): boolean {
  if (mark.kind !== 'frame') return true;
  return (library || !mark.library) && !/^,in<(?:list|set|dict)comp>/.test(mark.rest);
}

/** Compares backwards from the marks before the exception. */
function leadsTo(marks: readonly TextMark[], from: number, fault: FaultMarks, end: number): boolean {
  let i = from;
  let j = end;
  let frames = 0;
  let gap = false;
  let cut = false;
  while (j >= 0) {
    const said = marks[i];
    const known = fault.marks[j] as FaultMark;
    if (!said) return !isLink(known) && isEnough(fault, frames);
    if (said.kind === 'gap') {
      gap = true;
      cut = true;
      i--;
    } else if (isSame(said, known)) {
      if (known.kind === 'frame') frames++;
      gap = false;
      i--;
      j--;
    } else if (gap && !(known.kind === 'header' && said.kind === 'frame')) {
      j--;
    } else if (isRepeated(said, fault.marks[j + 1]) && known.kind === 'frame') {
      i--;
    } else if (known.kind === 'frame' && isRepeatedFrame(known, fault.marks[j + 1])) {
      j--;
    } else {
      // Another traceback of the same text ends here: what is cut off above it cannot be told.
      return said.kind === 'exception' && !isLink(known) && isEnough(fault, frames);
    }
  }
  // One more exception above it makes it another fault.
  return !isLink(marks[i]) && (!cut || isEnough(fault, frames));
}

function isLink(mark: TextMark | FaultMark | undefined): boolean {
  return mark?.kind === 'cause' || mark?.kind === 'context';
}

function isSame(said: TextMark, known: FaultMark): boolean {
  if (said.kind === 'frame') return known.kind === 'frame' && isFrame(said, known.frame);
  if (said.kind === 'exception') return known.kind === 'exception' && said.type === known.type && said.saysMessage;
  return said.kind === known.kind;
}

/** A function that called itself: how often is chance. */
function isRepeated(said: TextMark, known: FaultMark | undefined): boolean {
  return said.kind === 'frame' && known?.kind === 'frame' && isFrame(said, known.frame);
}

function isRepeatedFrame(known: FaultMark, next: FaultMark | undefined): boolean {
  return (
    known.kind === 'frame' &&
    next?.kind === 'frame' &&
    known.frame.path === next.frame.path &&
    known.frame.names[0] === next.frame.names[0]
  );
}

/** Whether a traceback whose beginning was cut off shows enough of the fault to be of no other: most of its frames. */
function isEnough(fault: FaultMarks, frames: number): boolean {
  const all = fault.marks.filter(({ kind }) => kind === 'frame').length;
  return frames >= Math.max(Math.min(2, all), Math.ceil(SHARE * all));
}
