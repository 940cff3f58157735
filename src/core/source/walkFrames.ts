import { isLibraryPath } from '../python/applicationPath.ts';
import type { Frame, PythonException } from '../python/traceback.ts';
import type { FrameAddress } from './frameAddress.ts';

/** The frame of that address; undefined when the traceback has none. */
export function frameAt(exceptions: readonly PythonException[], { exception, frame }: FrameAddress): Frame | undefined {
  return exceptions[exception]?.frames[frame];
}

/**
 * The application's own frame that was printed after (`1`) or before (`-1`) the given one: deeper into the stack or out of
 * it, then the next exception of the chain. All frames count when the traceback has no own ones; undefined at its end.
 */
export function neighbour(
  exceptions: readonly PythonException[],
  from: FrameAddress,
  step: 1 | -1,
): FrameAddress | undefined {
  const all = exceptions.flatMap(({ frames }, exception) => frames.map((_, frame) => ({ exception, frame })));
  const own = all.filter((address) => !isLibraryPath(frameAt(exceptions, address)?.path ?? ''));
  const walked = own.length > 0 ? own : all;
  return step > 0
    ? walked.find((address) => order(address, from) > 0)
    : walked.findLast((address) => order(address, from) < 0);
}

function order(one: FrameAddress, other: FrameAddress): number {
  return one.exception - other.exception || one.frame - other.frame;
}
