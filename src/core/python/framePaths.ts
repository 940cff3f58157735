import { belowRoot, isLibraryPath } from './applicationPath.ts';

/** Paths that are remembered; an hour of logs has some hundred. */
const MOST = 10_000;

interface KnownPath {
  below: string;
  library: boolean;
}

/** What frames' paths are, remembered: the same ones come again and again, and telling costs 2 µs each. */
export class FramePaths {
  readonly #known = new Map<string, KnownPath>();

  get(path: string): KnownPath {
    const known = this.#known.get(path);
    if (known) return known;
    const fresh = { below: belowRoot(path), library: isLibraryPath(path) };
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(path, fresh);
    return fresh;
  }
}
