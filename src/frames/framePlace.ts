import type { Uri } from 'vscode';
import type { LineNumber } from '../core/python/traceback.ts';
import type { FrameAddress } from '../core/source/frameAddress.ts';
import type { Place } from '../core/source/place.ts';

/** Where a frame leads; `elsewhere`: to no file of the workspace that is known without asking. */
export interface FramePlace {
  frame: FrameAddress;
  kind: Place['kind'] | 'elsewhere';
  uri?: Uri;
  line?: LineNumber;
  because: string;
}
