import type { Frame, LineNumber } from '../../src/core/python/traceback.ts';
import type { FaultLines } from '../../src/stores/faultLines.ts';

/** Milliseconds since 1970 that tests count from. */
export const NOON = Date.UTC(2016, 7, 12, 12);

/** A frame; its path is the shop's cart unless told. */
export function frame(line: number, name: string, source: string | null, path = '/opt/shop/orders/cart.py'): Frame {
  return { path, line: line as LineNumber, function: name, source };
}

/** A fault as a store tells it, with these frames. */
export function faultLike(fingerprint: string, frames: readonly Frame[], more: Partial<FaultLines> = {}): FaultLines {
  return {
    fingerprint,
    type: 'AssertionError',
    message: '-3',
    count: 37,
    first: NOON - 86_400_000,
    last: NOON,
    isNew: false,
    standing: 'open',
    traceback: `7${fingerprint}`,
    frames: frames.map((one, n) => ({ address: { exception: 0, frame: n }, frame: one })),
    ...more,
  };
}
