import type { Clock } from '../../../src/core/wording/clock.ts';
import type { HiddenForOne } from '../../mine/hiddenForMe.ts';

/** That a reader hid a fault for themselves, in a sentence. */
export function hiddenForYou({ at, until, reason }: HiddenForOne, clock: Clock): string {
  const end = until === undefined ? 'for good' : `until ${clock.stamp(until)}`;
  return `Hidden for you since ${clock.stamp(at)}, ${end}.${reason ? ` Reason: ${reason}` : ''}`;
}
