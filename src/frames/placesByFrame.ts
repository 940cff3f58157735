import type { Place } from '../core/source/place.ts';
import type { Traceback } from '../stores/store.ts';
import type { FramePlace } from './framePlace.ts';

/** Where frames lead, by exception and frame; undefined for what leads to no file that is known without asking. */
export function placesByFrame({ exceptions }: Traceback, places: readonly FramePlace[]): (Place | undefined)[][] {
  const byFrame = exceptions.map(({ frames }) => frames.map((): Place | undefined => undefined));
  for (const { frame, kind, line, because } of places) {
    const row = byFrame[frame.exception];
    if (row && kind !== 'elsewhere' && line !== undefined) row[frame.frame] = { kind, line, because };
  }
  return byFrame;
}
