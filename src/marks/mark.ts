import type { TextPosition } from '../core/source/textEdits.ts';
import type { PlacedFault } from './placeFaults.ts';

/** A marked line of an open document, at the first character of its code. */
export interface Mark {
  at: TextPosition;
  /** At least one, the last seen first. */
  faults: readonly PlacedFault[];
}

/** A function with marked lines, at its head. */
export interface MarkedFunction {
  at: TextPosition;
  /** Each once, the last seen first. */
  faults: readonly PlacedFault[];
}

/** Whether the line still reads as it did when one of its faults was raised; if not it only looks like it. */
export function isSure({ faults }: Mark): boolean {
  return faults.some(({ place }) => place.kind !== 'changed');
}
