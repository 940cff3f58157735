import type { PackedContext } from '../papertrail/context.ts';

/** A line number as Python counts it: from 1. */
export type LineNumber = number & { readonly counts: 'from 1' };

/** One `File "…", line N, in f` entry of a traceback with what stands under it. */
export interface Frame {
  path: string;
  line: LineNumber;
  /** The function's name (3.11+: still the plain name); null for a SyntaxError's frame, which names none. */
  function: string | null;
  /** The first source line under the entry, without its indentation; null when Python had no source. */
  source: string | null;
  /** How many more times Python said the entry (or its group of entries) was repeated. */
  repeated?: number;
}

/**
 * How an exception relates to the one that follows it: its direct cause (`raise … from`), the exception that was being
 * handled, or a member of the exception group that follows. The last exception relates to nothing.
 */
export type Relation = 'cause' | 'context' | 'member';

/** One exception of a traceback's chain. */
export interface PythonException {
  /** As printed: qualified except for builtins. */
  type: string;
  /** Everything printed after the type, notes included; lines joined by a line feed. */
  message: string;
  relation: Relation | null;
  /** How many exception groups it lies in; absent for none. */
  depth?: number;
  /** Outermost call first. */
  frames: Frame[];
}

/** What the text of a traceback says, wherever it was logged. */
export interface TracebackText {
  /** The last exception last; the members of an exception group stand before their group. Empty when unfinished early. */
  exceptions: PythonException[];
  /** The traceback's own lines without the prefix they were logged with, joined by a line feed. */
  text: string;
  /** Set when the lines stopped before the last exception was named. */
  unfinished?: true;
}

/** One traceback found in an archive: its text not yet parsed, its context still packed as it was cut from the archive. */
export interface FoundTraceback extends Pick<TracebackText, 'text' | 'unfinished'> {
  /** Papertrail id of the line that names the last exception's type; `-u` and `.2` as in ARCHITECTURE.md. */
  id: string;
  /** Papertrail id of its header line. */
  header: string;
  /** When its id's line was received, in milliseconds since 1970. */
  at: number;
  instance: string;
  program: string;
  context: PackedContext;
}

/** A traceback ready to be stored: parsed, identified, labelled, and judged by the team's rules. */
export interface IndexedTraceback extends FoundTraceback, TracebackText {
  fingerprint: string;
  /** What it was identified as, when a rule makes it another fault's. */
  ownFingerprint?: string;
  labels: Labels;
  /** Name of the first rule that hides it. */
  hiddenBy?: string;
}

/** What a team's expressions found in a traceback and its context, such as customer or request id. */
export type Labels = Record<string, string>;
