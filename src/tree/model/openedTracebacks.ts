import type { BrowsableStore, Traceback } from '../../stores/store.ts';
import type { FramePlace } from '../../frames/framePlace.ts';
import type { PlacesFrames } from '../placesFrames.ts';
import { exceptionTree, type ExceptionNode } from './exceptionTree.ts';

/** Folded-out tracebacks are kept, so that a refresh asks for none of them again. */
const MOST = 50;

/** A traceback that was folded out. */
export interface Opened {
  traceback: Traceback;
  /** By their place among the traceback's exceptions. */
  exceptions: ReadonlyMap<number, ExceptionNode>;
  root: ExceptionNode | undefined;
  /** Empty until they are known. */
  places: readonly FramePlace[];
}

/** Tracebacks whose frames are shown, with where the frames lead. */
export class OpenedTracebacks {
  readonly #store: BrowsableStore;
  readonly #frames: PlacesFrames | undefined;
  readonly #opened = new Map<string, Promise<Opened | undefined>>();
  /** Which asking each one's places are of. */
  readonly #placed = new WeakMap<Opened, number>();
  #turn = 0;

  constructor(store: BrowsableStore, frames: PlacesFrames | undefined) {
    this.#store = store;
    this.#frames = frames;
  }

  /**
   * The traceback; undefined when it is no longer kept. `placed` is called once when places became known after that, and
   * `unplaced` with what kept them from it.
   */
  async open(id: string, placed: () => void, unplaced: (error: unknown) => void): Promise<Opened | undefined> {
    const known = this.#opened.get(id);
    if (known) return known;
    const opening = this.#load(id);
    this.#opened.set(id, opening);
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > MOST && oldest !== undefined) this.#opened.delete(oldest);
    // What could not be loaded, or is not there yet, is asked for again the next time.
    const opened = await opening.catch((error: unknown) => {
      this.#forget(id, opening);
      throw error;
    });
    if (opened) this.#place(opened).then((found) => found && placed(), unplaced);
    else this.#forget(id, opening);
    return opened;
  }

  /** Asks anew where frames lead: files changed, or a mapping was learned. False when no traceback is folded out. */
  async placeAgain(): Promise<boolean> {
    if (!this.#frames || this.#opened.size === 0) return false;
    for (const opening of this.#opened.values()) {
      const opened = await opening.catch(() => undefined);
      if (opened) await this.#place(opened);
    }
    return true;
  }

  /** Unless it was asked for anew meanwhile. */
  #forget(id: string, opening: Promise<Opened | undefined>): void {
    if (this.#opened.get(id) === opening) this.#opened.delete(id);
  }

  async #load(id: string): Promise<Opened | undefined> {
    const traceback = await this.#store.traceback(id);
    if (!traceback) return undefined;
    const root = exceptionTree(traceback.exceptions);
    return { traceback, exceptions: byIndex(root), root, places: [] };
  }

  async #place(opened: Opened): Promise<boolean> {
    if (!this.#frames) return false;
    const turn = ++this.#turn;
    const places = await this.#frames.placeFrames(opened.traceback);
    // What was asked for later knows more.
    if ((this.#placed.get(opened) ?? 0) > turn) return false;
    this.#placed.set(opened, turn);
    opened.places = places;
    return places.length > 0;
  }
}

function byIndex(root: ExceptionNode | undefined): Map<number, ExceptionNode> {
  const found = new Map<number, ExceptionNode>();
  const waiting = root ? [root] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    found.set(node.index, node);
    waiting.push(...node.before);
  }
  return found;
}
