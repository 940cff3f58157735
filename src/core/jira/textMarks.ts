import { belowRoot, isLibraryPath } from '../python/applicationPath.ts';
import { fingerprintedName } from './fingerprintedName.ts';
import { saysMessage } from './saysMessage.ts';
import { squeeze, type SqueezedText } from './squeezedText.ts';
import type { FaultMarks, MarkedFrame } from './faultMarks.ts';

/** Something that tells of a traceback in a ticket's text, where it stands in the squeezed text. */
export type TextMark = { at: number } & (
  | { kind: 'header' | 'cause' | 'context' | 'gap' }
  | { kind: 'frame'; path: string; rest: string; library: boolean }
  | { kind: 'exception'; type: string; saysMessage: boolean }
);

const ENTRY = /File"([^"]{1,500})",line\d+/g;
/** A traceback's header, squeezed. */
export const HEADER = 'Traceback(mostrecentcalllast):';
const LINKS = {
  cause: 'Theaboveexceptionwasthedirectcauseofthefollowingexception:',
  context: 'Duringhandlingoftheaboveexception,anotherexceptionoccurred:',
} as const;
/** How people and tools write that something was left out, on a line of its own. */
const GAP =
  /^\s*(?:[([{<]?(?:\.{3,}|…|\[?snip\]?|\d+ (?:more )?(?:frames?|lines?).{0,20})[)\]}>]?|…? ?\d+ lines? left out ?…?)\s*$/i;

/** The longest function name looked at behind an entry. */
const LONGEST_NAME = 200;

/** All marks of a text, in its order; of exceptions only those that the fault has. */
export function textMarks(text: SqueezedText, fault: FaultMarks): TextMark[] {
  const marks: TextMark[] = [];
  for (const { index, 0: entry, 1: path = '' } of text.text.matchAll(ENTRY)) {
    const end = index + entry.length;
    const rest = text.text.slice(end, end + LONGEST_NAME);
    marks.push({
      kind: 'frame',
      at: index,
      path: belowRoot(path),
      rest,
      library: isLibraryPath(path.replace(/^<frozen/, '<frozen ')),
    });
  }
  for (const at of allOf(text.text, HEADER)) marks.push({ kind: 'header', at });
  for (const kind of ['cause', 'context'] as const)
    for (const at of allOf(text.text, LINKS[kind])) marks.push({ kind, at });
  marks.push(...gaps(text), ...exceptions(text, fault));
  return marks.sort((one, other) => one.at - other.at);
}

/** True when the text's entry is one of this frame: the same file below the application's root and the same function. */
export function isFrame(mark: Extract<TextMark, { kind: 'frame' }>, frame: MarkedFrame): boolean {
  if (mark.path !== frame.path) return false;
  return frame.names.some((name) => (name === '' ? !mark.rest.startsWith(',in') : mark.rest.startsWith(`,in${name}`)));
}

/** How many exceptions of a squeezed text are said to have led to another. */
export function countLinks(squeezed: string): number {
  return Object.values(LINKS).reduce((sum, link) => sum + squeezed.split(link).length - 1, 0);
}

/** How many frames a squeezed text has entries of. */
export function countEntries(squeezed: string): number {
  return Array.from(squeezed.matchAll(ENTRY)).length;
}

function* allOf(text: string, part: string): Generator<number> {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) yield at;
}

function* gaps(text: SqueezedText): Generator<TextMark> {
  let at = 0;
  for (const line of text.lines) {
    if (GAP.test(line)) yield { kind: 'gap', at };
    at += squeeze(line).length;
  }
}

function* exceptions(text: SqueezedText, fault: FaultMarks): Generator<TextMark> {
  for (const { type, message } of fault.exceptions) {
    for (const name of fingerprintedName(type)) {
      for (const at of allOf(text.text, name)) {
        const end = at + name.length;
        const colon = text.text[end] === ':';
        if (!colon && !text.beginsLine(end)) continue;
        // Behind a margin it is a member of a group.
        if (!/^(?:\[?\d+\]?)?(?:[\w<>]+\.)*$/.test(text.beforeInLine(at))) continue;
        const says = message === undefined || saysMessage(text, colon ? end + 1 : undefined, { type, message });
        yield { kind: 'exception', at, type, saysMessage: says };
      }
    }
  }
}
