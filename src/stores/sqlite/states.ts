import { resolutionOf, type GroupState } from '../../core/groups/group.ts';
import { ticketFacts, type GroupTicket } from '../../core/groups/ticket.ts';
import type { Connection } from './connection.ts';

interface StateRow {
  hiddenAt: number | null;
  hiddenUntil: number | null;
  hiddenReason: string | null;
  hiddenBy: string | null;
  resolvedAt: number | null;
  resolvedBy: string | null;
  /** JSON; null for none. */
  tickets: string | null;
}

/** True of a row of `state` whose hide is in force; `:now` is its parameter. */
export const HIDDEN_NOW = 'hiddenAt IS NOT NULL AND (hiddenUntil IS NULL OR hiddenUntil > :now)';

export function stateOf(db: Connection, fingerprint: string): GroupState {
  const row = db.get<StateRow>('SELECT * FROM state WHERE fingerprint = ?', [fingerprint]);
  if (!row) return {};
  const { hiddenAt, hiddenUntil, hiddenReason, hiddenBy, resolvedAt, resolvedBy, tickets } = row;
  const state: GroupState = {};
  if (hiddenAt !== null) {
    state.hidden = {
      at: hiddenAt,
      ...(hiddenUntil !== null && { until: hiddenUntil }),
      ...(hiddenReason !== null && { reason: hiddenReason }),
      ...(hiddenBy !== null && { by: hiddenBy }),
    };
  }
  if (resolvedAt !== null) state.resolved = { at: resolvedAt, ...(resolvedBy !== null && { by: resolvedBy }) };
  if (tickets !== null) state.tickets = JSON.parse(tickets) as GroupTicket[];
  return state;
}

/** Changes what people decided, and the tickets. False when there is no such group. */
export function decide(db: Connection, fingerprint: string, change: (state: GroupState) => GroupState): boolean {
  return db.write(() => {
    if (!db.get('SELECT 1 FROM grp WHERE fingerprint = ?', [fingerprint])) return false;
    const former = stateOf(db, fingerprint);
    const state = change(former);
    writeState(db, fingerprint, state);
    if (former.tickets || state.tickets) writeTickets(db, fingerprint, state.tickets ?? []);
    return true;
  });
}

/** Puts a state in place of whatever there is, for a group that may have no tracebacks. */
export function putState(db: Connection, fingerprint: string, state: GroupState): void {
  db.run('DELETE FROM state WHERE fingerprint = ?', [fingerprint]);
  if (Object.keys(state).length > 0) writeState(db, fingerprint, state);
  writeTickets(db, fingerprint, state.tickets ?? []);
}

function writeState(db: Connection, fingerprint: string, state: GroupState): void {
  const { hidden, resolved, tickets } = state;
  const { newest, open } = ticketFacts(tickets);
  const columns = {
    fingerprint,
    hiddenAt: hidden?.at ?? null,
    hiddenUntil: hidden?.until ?? null,
    hiddenReason: hidden?.reason ?? null,
    hiddenBy: hidden?.by ?? null,
    resolvedAt: resolved?.at ?? null,
    resolvedBy: resolved?.by ?? null,
    resolvedSince: resolutionOf(state)?.since ?? null,
    tickets: tickets ? JSON.stringify(tickets) : null,
    newestTicket: newest ?? null,
    openTicket: Number(open),
  };
  const names = Object.keys(columns);
  db.run(`INSERT OR REPLACE INTO state (${names.join(', ')}) VALUES (:${names.join(', :')})`, columns);
}

function writeTickets(db: Connection, fingerprint: string, tickets: readonly GroupTicket[]): void {
  db.run('DELETE FROM ticket WHERE fingerprint = ?', [fingerprint]);
  for (const { key } of tickets) db.run('INSERT INTO ticket (key, fingerprint) VALUES (?, ?)', [key, fingerprint]);
}

/** The groups that a ticket is linked with, in order. */
export function groupsOfTicket(db: Connection, key: string): string[] {
  return db
    .all<{ fingerprint: string }>(
      'SELECT fingerprint FROM ticket JOIN grp USING (fingerprint) WHERE key = ? ORDER BY fingerprint',
      [key],
    )
    .map(({ fingerprint }) => fingerprint);
}

/** Unhides every group; gives how many were hidden. */
export function unhideAll(db: Connection): number {
  return db.run(
    'UPDATE state SET hiddenAt = NULL, hiddenUntil = NULL, hiddenReason = NULL, hiddenBy = NULL WHERE hiddenAt IS NOT NULL',
  );
}
