import type { GroupState } from '../../core/groups/group.ts';
import type { Connection } from './connection.ts';

export interface StateRow {
  hiddenAt: number | null;
  hiddenUntil: number | null;
  hiddenReason: string | null;
  hiddenBy: string | null;
  resolvedAt: number | null;
  resolvedBy: string | null;
}

/** True of a row of `state` whose hide is in force; `:now` is its parameter. */
export const HIDDEN_NOW = 'hiddenAt IS NOT NULL AND (hiddenUntil IS NULL OR hiddenUntil > :now)';

export function stateOf(db: Connection, fingerprint: string): GroupState {
  const row = db.get<StateRow>('SELECT * FROM state WHERE fingerprint = ?', [fingerprint]);
  if (!row) return {};
  const { hiddenAt, hiddenUntil, hiddenReason, hiddenBy, resolvedAt, resolvedBy } = row;
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
  return state;
}

/** Sets or clears a part of what people decided. False when there is no such group. */
export function decide(
  db: Connection,
  fingerprint: string,
  decision: { hidden: GroupState['hidden'] } | { resolved: GroupState['resolved'] },
): boolean {
  return db.write(() => {
    if (!db.get('SELECT 1 FROM grp WHERE fingerprint = ?', [fingerprint])) return false;
    db.run('INSERT INTO state (fingerprint) VALUES (?) ON CONFLICT DO NOTHING', [fingerprint]);
    if ('hidden' in decision) {
      const { at = null, until = null, reason = null, by = null } = decision.hidden ?? {};
      db.run('UPDATE state SET hiddenAt = ?, hiddenUntil = ?, hiddenReason = ?, hiddenBy = ? WHERE fingerprint = ?', [
        at,
        until,
        reason,
        by,
        fingerprint,
      ]);
    } else {
      const { at = null, by = null } = decision.resolved ?? {};
      db.run('UPDATE state SET resolvedAt = ?, resolvedBy = ? WHERE fingerprint = ?', [at, by, fingerprint]);
    }
    return true;
  });
}

/** Unhides every group; gives how many were hidden. */
export function unhideAll(db: Connection): number {
  return db.run(
    'UPDATE state SET hiddenAt = NULL, hiddenUntil = NULL, hiddenReason = NULL, hiddenBy = NULL WHERE hiddenAt IS NOT NULL',
  );
}
