import type { Frames } from '../frames/createFrames.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { Handler } from './commandMap.ts';
import { frameOr } from './frameOr.ts';
import type { Selection } from './selection.ts';

/** Opens the line of today's source that a frame ran. */
export function openFrame(
  frames: Frames,
  store: () => BrowsableStore,
  selection: Selection,
): Handler<'assertionContext.openFrame'> {
  return async (target) => {
    const { traceback, frame } = await frameOr(target, selection, store());
    await frames.showFrame(traceback, frame);
  };
}
