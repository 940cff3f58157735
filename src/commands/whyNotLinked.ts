import type { Frames } from '../frames/createFrames.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { Handler } from './commandMap.ts';
import { frameOr } from './frameOr.ts';
import type { Selection } from './selection.ts';
import { isFrameTarget } from './targets.ts';

/** Tells what was looked at for a frame, and what to do; without a selection for the frame that was shown last. */
export function whyNotLinked(
  frames: Frames,
  store: () => BrowsableStore,
  selection: Selection,
): Handler<'assertionContext.whyNotLinked'> {
  return async (target) => {
    const chosen = isFrameTarget(target) ? target : selection();
    const walked = isFrameTarget(chosen) ? undefined : frames.current;
    const { traceback, frame } = walked ?? (await frameOr(target, selection, store()));
    await frames.whyNotLinked(traceback, frame);
  };
}
