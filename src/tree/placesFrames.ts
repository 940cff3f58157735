import type { FramePlace } from '../frames/framePlace.ts';
import type { Traceback } from '../stores/store.ts';

/** Says where a traceback's frames lead in today's source. */
export interface PlacesFrames {
  placeFrames(traceback: Traceback): Promise<readonly FramePlace[]>;
}
