import { isDay } from '../core/groups/day.ts';
import { isName } from './isName.ts';
import { TABS, type PanelState } from './protocol.ts';

/** What a panel shows when it is opened. */
export function firstState(fingerprint: string, traceback?: string): PanelState {
  return { fingerprint, ...(traceback !== undefined && { traceback }), tab: 'traceback', unfolded: [], scrolled: 0 };
}

/** A state as the editor kept it, perhaps by another version: what cannot be read is left out; undefined without a fingerprint. */
export function parsePanelState(value: unknown): PanelState | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { fingerprint, traceback, compared, tab, day, unfolded, scrolled } = value as Record<string, unknown>;
  if (!isName(fingerprint)) return undefined;
  return {
    ...firstState(fingerprint),
    ...(isName(traceback) && { traceback }),
    ...(isName(compared) && { compared }),
    tab: TABS.find((each) => each === tab) ?? 'traceback',
    ...(typeof day === 'string' && isDay(day) && { day }),
    unfolded: Array.isArray(unfolded) ? unfolded.filter(isName).slice(0, 100) : [],
    scrolled: typeof scrolled === 'number' && scrolled > 0 ? scrolled : 0,
  };
}
