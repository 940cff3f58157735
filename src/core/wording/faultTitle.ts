import type { FaultSummary } from '../groups/group.ts';
import { oneLine } from './oneLine.ts';

/** `AssertionError in total`: the exception without its module, and the application's own innermost function (or file). */
export function faultTitle({ type, frame }: Pick<FaultSummary, 'type' | 'frame'>): string {
  const what = shortType(type);
  if (!frame) return what;
  const named = frame.function !== null && !/^<(?!lambda>)/.test(frame.function);
  return `${what} in ${oneLine(named ? (frame.function ?? '') : fileName(frame.path), 60)}`;
}

/** An exception's name without its module. */
export function shortType(type: string): string {
  return oneLine(type.slice(type.lastIndexOf('.') + 1) || type, 60);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}
