import { window } from 'vscode';
import { setContext } from '../commands/setContext.ts';
import type { FrameAddress } from '../core/source/frameAddress.ts';
import { neighbour } from '../core/source/walkFrames.ts';
import type { Traceback } from '../stores/store.ts';

/** A frame of a traceback. */
export interface WalkedFrame {
  traceback: Traceback;
  frame: FrameAddress;
}

/** Which frame was shown last, and the ways on from it. */
export class FrameWalk {
  #at: WalkedFrame | undefined;

  get at(): WalkedFrame | undefined {
    return this.#at;
  }

  goTo(at: WalkedFrame): void {
    // From now on there is a stack to walk.
    if (!this.#at) setContext('walking', true);
    this.#at = at;
  }

  /** The frame before or after; undefined, and the reader knows, where the stack ends. */
  step(step: 1 | -1): WalkedFrame | undefined {
    if (!this.#at) {
      void window.showInformationMessage('Open a frame first: Next and Previous Frame walk its stack.');
      return undefined;
    }
    const { traceback, frame: from } = this.#at;
    const frame = neighbour(traceback.exceptions, from, step);
    if (frame) return { traceback, frame };
    window.setStatusBarMessage(step > 0 ? 'This is the last frame.' : 'This is the first frame.', 3000);
    return undefined;
  }
}
