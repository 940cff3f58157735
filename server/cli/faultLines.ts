import type { GroupRow } from '../../src/stores/store.ts';
import type { Clock } from '../../src/core/wording/clock.ts';
import { exactNumber } from '../../src/core/wording/number.ts';
import { standingWord } from './standingWord.ts';

const COUNT = 9;
const LAST_SEEN = 15;

/**
 * Two lines for a fault: count, last seen, what it is; under it where, how it stands, and its fingerprint for `show`.
 *
 *            37    3 min ago  AssertionError: -3
 *                             Cart.total orders/cart.py:63 · new · customer=acme · 5f0c…
 */
export function faultLines(row: GroupRow, clock: Clock, now: number): string[] {
  const { type, message, frame, labels } = row.summary;
  const first = [
    exactNumber(row.count).padStart(COUNT),
    clock.shown(row.last, now).text.padStart(LAST_SEEN),
    message === '' ? type : `${type}: ${message}`,
  ];
  const second = [
    ...(frame ? [`${frame.function === null ? '' : `${frame.function} `}${frame.path}:${frame.line}`] : []),
    ...(row.isNew ? ['new'] : []),
    ...standingWord(row.standing, row.state, now),
    ...Object.entries(labels).map(([name, value]) => `${name}=${value}`),
    row.fingerprint,
  ];
  return [first.join('  '), `${' '.repeat(COUNT + LAST_SEEN + 4)}${second.join(' · ')}`];
}
