import type { QueryTerm } from '../groups/query.ts';
import { words } from '../groups/words.ts';
import type { Frame, PythonException } from '../python/traceback.ts';
import type { FrameAddress } from './frameAddress.ts';

/** A frame, and which of its traceback's it is. */
export interface AddressedFrame {
  address: FrameAddress;
  frame: Frame;
}

/** Frames of one traceback in one file; a recursion through more lines than these says nothing more. */
const MOST = 100;

/**
 * The frames that lie in a file of that name (or of a path that ends so, with forward slashes), the innermost of the last
 * exception first. What ran the same line several times comes once.
 */
export function framesOfFile(exceptions: readonly PythonException[], file: string): AddressedFrame[] {
  const found = new Map<string, AddressedFrame>();
  for (let exception = exceptions.length - 1; exception >= 0; exception--) {
    const frames = exceptions[exception]?.frames ?? [];
    for (let n = frames.length - 1; n >= 0 && found.size < MOST; n--) {
      const frame = frames[n];
      if (!frame || !isOfFile(frame.path, file)) continue;
      const same = JSON.stringify([frame.path, frame.line, frame.function, frame.source]);
      if (!found.has(same)) found.set(same, { address: { exception, frame: n }, frame });
    }
  }
  return [...found.values()];
}

/** The search that finds every traceback with such frames, and some whose files' names only hold the same words; undefined when no search can. */
export function fileSearch(file: string): QueryTerm | undefined {
  const text = words(file).join(' ');
  return text === '' ? undefined : { kind: 'term', field: 'file', text };
}

function isOfFile(path: string, file: string): boolean {
  const unix = path.replaceAll('\\', '/');
  return unix === file || unix.endsWith(`/${file}`);
}
