import type { FaultRule } from '../groups/faultRules.ts';

/** One thing that the team does not want to see. All the conditions given must hold; each is a regular expression (`u` flag, searched, not anchored). */
export interface HideRule {
  /** Shown wherever its effect is counted: `312 hidden by health checks`. */
  name: string;
  /** Any exception type of the chain, as printed or without its module. */
  type?: string;
  /** The last exception's message. */
  message?: string;
  /** Any frame, written `path:function`. */
  frame?: string;
  program?: string;
}

/** A team's settings file, parsed: plain data. Labels are expressions with named groups, over a traceback's text and its context's messages. */
export interface Rules {
  hide: HideRule[];
  labels: string[];
  /** Those on which tracebacks are one fault are kept in the store, not in the file. Absent: none. */
  faults?: readonly FaultRule[];
}

/** No rules: everything is shown, nothing labelled. */
export const NO_RULES: Rules = { hide: [], labels: [] };
