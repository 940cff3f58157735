import type { Instants } from '../../core/groups/dayStart.ts';
import { StoreError } from '../store.ts';
import type { Connection } from './connection.ts';

/** Keys of one second. 2^20 of them leave 33 bits of seconds (until 2242) below the largest safe integer. */
export const KEYS_A_SECOND = 2 ** 20;
const LAST_SECOND = 2 ** 33 - 1;

/** The first key of an instant's second. Instants that no service logs (before 1970, after 2242) share the first or last second. */
export function secondKey(at: number): number {
  return Math.min(Math.max(Math.floor(at / 1000), 0), LAST_SECOND) * KEYS_A_SECOND;
}

/** The first key of the second that a key lies in. */
export function startOfSecond(key: number): number {
  return key - (key % KEYS_A_SECOND);
}

/** The keys, both included, that the instants of a range can have. */
export function keysOf({ from, to }: Instants): { from: number; to: number } {
  return { from: secondKey(from), to: secondKey(to - 1) + KEYS_A_SECOND - 1 };
}

/** A key of the instant's second that no traceback has. */
export function freeKey(db: Connection, at: number): number {
  const first = secondKey(at);
  const last = first + KEYS_A_SECOND - 1;
  const used = db.get<{ key: number | null }>('SELECT max(key) AS key FROM traceback WHERE key BETWEEN ? AND ?', [
    first,
    last,
  ])?.key;
  if (used === last)
    throw new StoreError('failed', `${db.file} holds no more than a million tracebacks of one second.`);
  return used == null ? first : used + 1;
}
