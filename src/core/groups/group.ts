import type { Labels } from '../python/traceback.ts';
import { lastDone, type GroupTicket } from './ticket.ts';

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

/** What people decided about a group, and the tickets that are linked with it. */
export interface GroupState {
  /** Hidden for everyone: until when (milliseconds since 1970; absent: for good), and why. */
  hidden?: { at: number; until?: number; reason?: string; by?: string };
  /** Marked resolved at this time; a traceback after it makes the group regressed. */
  resolved?: { at: number; by?: string };
  /** Never empty. A ticket can cover several groups. */
  tickets?: GroupTicket[];
}

/** The state without a part of it. */
export function without(state: GroupState, part: keyof GroupState): GroupState {
  const rest = { ...state };
  delete rest[part];
  return rest;
}

/** The state with these tickets in place of the former ones; of several with one key the last counts. */
export function withTickets(state: GroupState, tickets: readonly GroupTicket[]): GroupState {
  if (tickets.length === 0) return without(state, 'tickets');
  return { ...state, tickets: [...new Map(tickets.map((ticket) => [ticket.key, { ...ticket }])).values()] };
}

/** True while a hide is in force. */
export function isHidden(state: GroupState, now: number): boolean {
  return state.hidden !== undefined && (state.hidden.until === undefined || state.hidden.until > now);
}

/**
 * Milliseconds from a ticket's end to when its fault counts as resolved: a fix is deployed some time after it is called done, and what is
 * seen until then is not seen again.
 */
export const GRACE = 3_600_000;

/** What resolved a group, and since when a traceback is one too many: a person's word at once, a ticket's end after its grace. */
export type Resolution =
  | { kind: 'person'; at: number; since: number; by?: string }
  | { kind: 'ticket'; at: number; since: number; key: string };

/** What was said last of a person's word and the end of the last of its tickets; undefined when neither resolved it. */
export function resolutionOf({ resolved, tickets }: GroupState): Resolution | undefined {
  const done = lastDone(tickets);
  if (done && !(resolved && resolved.at >= done.at)) return { kind: 'ticket', ...done, since: done.at + GRACE };
  return resolved && { kind: 'person', ...resolved, since: resolved.at };
}

/** How a group stands: open, resolved, or seen again after it was resolved. */
export type Standing = 'open' | 'resolved' | 'regressed';

/** How a group stands, given when it was last seen at all. */
export function standing(state: GroupState, lastSeen: number): Standing {
  const resolution = resolutionOf(state);
  if (!resolution) return 'open';
  return lastSeen > resolution.since ? 'regressed' : 'resolved';
}
