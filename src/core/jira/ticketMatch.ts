import type { PythonException } from '../python/traceback.ts';
import { lineOf } from '../papertrail/link.ts';
import { counted } from '../wording/number.ts';
import { faultsIn } from './faultsIn.ts';
import { holdsExcerpt } from './excerpt.ts';
import { faultMarks, type FaultMark, type FaultMarks } from './faultMarks.ts';
import { mentionedHits } from './mentionedHits.ts';
import { SqueezedText } from './squeezedText.ts';
import { isFrame, textMarks } from './textMarks.ts';

/** How a ticket stands to a fault, and why, as a phrase to show. `likeness` from 0 to 1. */
export type TicketMatch =
  | { kind: 'this fault'; because: string }
  | { kind: 'similar'; likeness: number; because: string }
  | { kind: 'unrelated' };

/** A fault that tickets are compared with: one of its tracebacks, and the ids of those that are known. */
export interface MatchedFault {
  fingerprint: string;
  text: string;
  exceptions: readonly PythonException[];
  hits?: readonly { id: string }[];
}

/** Below this a ticket is not worth showing. */
const LEAST_LIKE = 0.4;

/** Longer texts are compared by their beginning: Jira's own limit, and some comments. */
const LOOKED_AT = 200_000;

/** What can be told of a ticket's text once, before it is compared with any fault. */
export interface TicketEvidence {
  text: string;
  squeezed: SqueezedText;
  /** Fingerprints of the tracebacks that it holds whole. */
  faults: readonly string[];
  /** Log lines that it links to. */
  lines: readonly string[];
}

/** Reads a ticket's text: title, description and comments. */
export function ticketEvidence(whole: string): TicketEvidence {
  const text = whole.slice(0, LOOKED_AT);
  const squeezed = new SqueezedText(text);
  const lines = Array.from(mentionedHits(text), lineOf);
  return { text, squeezed, faults: faultsIn(text, squeezed), lines };
}

/** A function that compares tickets with one fault. */
export function ticketMatcher(fault: MatchedFault): (ticket: TicketEvidence) => TicketMatch {
  const marks = faultMarks(fault);
  const ids = new Set(fault.hits?.map(({ id }) => lineOf(id)));
  return ({ text, squeezed, faults, lines }) => {
    if (text.includes(fault.fingerprint)) return { kind: 'this fault', because: 'it names this fault' };
    if (lines.some((id) => ids.has(id))) return { kind: 'this fault', because: 'it links to one of its hits' };
    if (faults.includes(fault.fingerprint) || holdsExcerpt(squeezed, marks))
      return { kind: 'this fault', because: 'it holds a traceback of this fault' };
    return likeness(squeezed, marks);
  };
}

function likeness(text: SqueezedText, fault: FaultMarks): TicketMatch {
  const found = textMarks(text, fault);
  const isThere = (mark: FaultMark): boolean =>
    mark.kind === 'frame' && found.some((said) => said.kind === 'frame' && isFrame(said, mark.frame));
  const frames = fault.marks.filter(({ kind }) => kind === 'frame');
  const shared = frames.filter(isThere).length;
  const innermost = frames.at(-1);
  const inner = innermost !== undefined && isThere(innermost);
  const type = fault.exceptions.at(-1)?.type ?? '';
  const sameType = found.some((mark) => mark.kind === 'exception' && mark.type === type);
  const sameWords = found.some((mark) => mark.kind === 'exception' && mark.type === type && mark.saysMessage);
  const like =
    (sameWords ? 0.4 : sameType ? 0.2 : 0) +
    (inner ? 0.3 : 0) +
    (frames.length > 0 ? (0.3 * shared) / frames.length : 0);
  if (like < LEAST_LIKE) return { kind: 'unrelated' };
  const reasons = [
    ...(sameWords ? [`the same ${type} and message`] : sameType ? [`the same ${type}`] : []),
    ...(inner ? ['the same innermost frame'] : []),
    ...(shared > 0 ? [`${shared} of ${counted(frames.length, 'frame')}`] : []),
  ];
  return { kind: 'similar', likeness: Math.round(like * 100) / 100, because: reasons.join(', ') };
}
