import { belowRoot, isLibraryPath } from './applicationPath.ts';

/** Paths that are remembered; an hour of logs has some hundred. */
const MOST = 10_000;

interface KnownPath {
  /** Where the code is, as fingerprints say it. */
  place: string;
  library: boolean;
}

/** What frames' paths are, remembered: the same ones come again and again, and telling costs 2 µs each. */
export class FramePaths {
  readonly #known = new Map<string, KnownPath>();

  get(path: string): KnownPath {
    const known = this.#known.get(path);
    if (known) return known;
    const fresh = { place: placeOf(path), library: isLibraryPath(path) };
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(path, fresh);
    return fresh;
  }
}

/** Below the root; of code that is numbered anew each time (`<ipython-input-3-5f…>`), without what differs. */
function placeOf(path: string): string {
  const below = belowRoot(path)
    .replace(/\.py[co]$/, '.py')
    .replace(/^src\/(?=.)/, '')
    .replace(/[\n\r]/g, ' ');
  return below.startsWith('<') ? below.replace(NUMBERED, '*') : below;
}

const NUMBERED = /(?:[-_ ]?\b[\da-f]*\d[\da-f]*\b)+/g;
