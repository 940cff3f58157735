/** Which frame of a traceback is meant: places in `exceptions` and in that exception's `frames`, both from 0. */
export interface FrameAddress {
  exception: number;
  frame: number;
}
