import { belowRoot, isLibraryPath } from './applicationPath.ts';
import type { FingerprintPart } from './fingerprint.ts';
import type { Frame } from './traceback.ts';

/** How the frames of one exception are looked at. */
export interface FrameView {
  /** Library frames count too: the traceback has no others. */
  library: boolean;
  /** The exception is Python's limit on recursion: how deep it was, and in what, is chance. */
  recursion: boolean;
}

/** True when the traceback has a frame of the application. */
export function hasOwnFrame(frames: readonly Frame[]): boolean {
  const known = new Map<string, boolean>();
  return frames.some((frame) => !remember(known, frame.path, isLibraryPath));
}

/**
 * The frames as parts: each function once, where it comes first (so recursion, direct or mutual, is folded however deep),
 * and the innermost one again where another had come first after it.
 */
export function frameParts(frames: readonly Frame[], view: FrameView): FingerprintPart[] {
  const parts: FingerprintPart[] = [];
  const seen = new Map<string, FingerprintPart>();
  const repeats = new Set<string>();
  // A thousand frames of a recursion have few paths: each is looked at once.
  const library = new Map<string, boolean>();
  const below = new Map<string, string>();
  let last: FingerprintPart | undefined;
  let fresh: FingerprintPart | undefined;
  for (const frame of frames) {
    const value = `${remember(below, frame.path, placeOf)} ${nameOf(frame)}`;
    if (!view.library && remember(library, frame.path, isLibraryPath)) {
      parts.push(leftOut(value, 'a library’s frame: the application’s own say more'));
      continue;
    }
    if (COMPREHENSION.test(frame.function ?? '')) {
      parts.push(leftOut(value, 'a comprehension: Python 3.12 and newer give it no frame'));
      continue;
    }
    const known = seen.get(value);
    if (frame.repeated !== undefined) repeats.add(value);
    if (known) {
      repeats.add(value);
      parts.push(leftOut(value, 'seen before: recursion is folded'));
    } else {
      fresh = { name: 'frame', value, contributes: true, why: view.library ? LIBRARY_ONLY : 'the application’s own' };
      parts.push(fresh);
      seen.set(value, fresh);
    }
    last = seen.get(value);
  }
  if (view.recursion) leaveOutBeyond(parts, repeats);
  else if (last && last !== fresh) {
    parts.push({
      name: 'frame',
      value: `innermost ${last.value}`,
      contributes: true,
      why: 'where a recursion stopped',
    });
  }
  return parts;
}

const LIBRARY_ONLY = 'a library’s frame: there are no others';
const COMPREHENSION = /^<(?:list|set|dict)comp>$/;

/** What is called once below a recursion that hit the limit is what happened to be on top. */
function leaveOutBeyond(parts: FingerprintPart[], repeats: ReadonlySet<string>): void {
  const start = parts.findIndex((part) => repeats.has(part.value));
  if (start < 0) return;
  for (let i = start; i < parts.length; i++) {
    const part = parts[i]!;
    if (part.contributes && !repeats.has(part.value))
      parts[i] = leftOut(part.value, 'what the recursion was doing when it hit the limit is chance');
  }
}

function leftOut(value: string, why: string): FingerprintPart {
  return { name: 'frame', value, contributes: false, why };
}

/** Below the root; of places that are made up anew (`<ipython-input-3-5f…>`, a temporary folder), without what differs. */
function placeOf(path: string): string {
  const below = belowRoot(path)
    .replace(/\.py[co]$/, '.py')
    .replace(/^src\//, '');
  return oneLine(below.startsWith('<') ? below.replace(/(?:[-_ ]?\b[\da-f]*\d[\da-f]*\b)+/g, '*') : below);
}

/** A compiled module's frames carry the whole name (`shop.cart.Cart.total`). A SyntaxError's frame has none. */
function nameOf(frame: Frame): string {
  const name = frame.function ?? '(not compiled)';
  return oneLine(name.includes('.') && !name.includes('<') ? name.slice(name.lastIndexOf('.') + 1) : name);
}

function oneLine(text: string): string {
  return text.replace(/[\n\r]/g, ' ');
}

function remember<T>(known: Map<string, T>, key: string, make: (key: string) => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = make(key);
    known.set(key, value);
  }
  return value;
}
