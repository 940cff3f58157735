import type { FrameAddress } from '../core/source/frameAddress.ts';
import type { BrowsableStore, Traceback } from '../stores/store.ts';
import type { Selection } from './selection.ts';
import { isFrameTarget, type FrameTarget } from './targets.ts';

/** The frame a command is for, with its traceback; one sentence when there is none. */
export async function frameOr(
  target: FrameTarget | undefined,
  selection: Selection,
  store: BrowsableStore,
): Promise<{ traceback: Traceback; frame: FrameAddress }> {
  const chosen = isFrameTarget(target) ? target : selection();
  if (!isFrameTarget(chosen))
    throw new Error('No frame is selected. Select one below a hit in Production Tracebacks first.');
  const traceback = await store.traceback(chosen.traceback);
  if (!traceback)
    throw new Error(
      'This traceback is no longer kept: its archive was read again and has changed, or its day is past the retention time.',
    );
  return { traceback, frame: chosen.frame };
}
