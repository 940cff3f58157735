import { faultTitle } from '../../src/core/wording/faultTitle.ts';
import type { News } from './news.ts';

/** `New: AssertionError in total`, `Regressed: KeyError in reserve`. */
export function newsTitle({ reason, fault }: News): string {
  return `${reason === 'new' ? 'New' : 'Regressed'}: ${faultTitle(fault.summary)}`;
}
