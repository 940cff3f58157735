import type { FrameAddress } from '../core/source/frameAddress.ts';
import type { Traceback } from '../stores/store.ts';
export interface FramePlace {
  frame: FrameAddress;
  kind: 'exact' | 'moved' | 'changed' | 'gone' | 'elsewhere';
  line?: number;
  because: string;
}
export interface PlacesFrames {
  placeFrames(traceback: Traceback): Promise<readonly FramePlace[]>;
}
