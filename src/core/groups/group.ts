import type { Labels } from '../python/traceback.ts';

/** What is said of a group in a list, taken from its newest traceback. */
export interface FaultSummary {
  /** The last exception's type; `Unfinished traceback` when it was never named. */
  type: string;
  /** The first line of the last exception's message, at most 300 characters. */
  message: string;
  /** The application's own innermost frame, below its root; absent when there is no frame. */
  frame?: { function: string | null; path: string; line: number };
  program: string;
  instance: string;
  labels: Labels;
}

/** What people decided about a group. */
export interface GroupState {
  /** Hidden for everyone: until when (milliseconds since 1970; absent: for good), and why. */
  hidden?: { at: number; until?: number; reason?: string; by?: string };
  /** Marked resolved at this time; a traceback after it makes the group regressed. */
  resolved?: { at: number; by?: string };
}

/** True while a hide is in force. */
export function isHidden(state: GroupState, now: number): boolean {
  return state.hidden !== undefined && (state.hidden.until === undefined || state.hidden.until > now);
}

/** How a group stands: open, resolved, or seen again after it was resolved. */
export type Standing = 'open' | 'resolved' | 'regressed';

/** How a group stands, given when it was last seen at all. */
export function standing(state: GroupState, lastSeen: number): Standing {
  if (!state.resolved) return 'open';
  return lastSeen > state.resolved.at ? 'regressed' : 'resolved';
}
