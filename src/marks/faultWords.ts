import { l10n } from 'vscode';
import { shortType } from '../core/wording/faultTitle.ts';
import { shortNumber } from '../core/wording/number.ts';
import type { FaultTimes } from './faultTimes.ts';
import type { PlacedFault } from './placeFaults.ts';

/** What stands dim at a marked line's end: `AssertionError · 37 × · 3 min ago · +2 more`. */
export function hintText(faults: readonly PlacedFault[], times: FaultTimes): string {
  const [newest, ...others] = faults;
  if (!newest) return '';
  const { fault } = newest;
  const parts = [shortType(fault.type), `${shortNumber(fault.count)} ×`, times.ago(fault.last)];
  if (others.length > 0) parts.push(l10n.t('+{0} more', others.length));
  return parts.join(' · ');
}

/** What stands above a function: as at a line's end, or how many faults it has. */
export function lensText(faults: readonly PlacedFault[], times: FaultTimes): string {
  const [newest] = faults;
  if (!newest || faults.length === 1) return hintText(faults, times);
  const count = faults.reduce((sum, { fault }) => sum + fault.count, 0);
  return [l10n.t('{0} faults', faults.length), `${shortNumber(count)} ×`, times.ago(newest.fault.last)].join(' · ');
}
