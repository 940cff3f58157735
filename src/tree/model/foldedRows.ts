import { errorSentence } from '../../core/wording/errorSentence.ts';
import type { BrowsableStore } from '../../stores/store.ts';
import type { CauseNode, GroupNode, HitNode, LibrariesNode, TreeNode } from '../node.ts';
import type { PlacesFrames } from '../placesFrames.ts';
import { exceptionRows, libraryRows } from './frameNodes.ts';
import type { GroupList } from './groupList.ts';
import { type HitList, loadHits, loadMoreHits } from './hitList.ts';
import { hitNodes } from './hitNodes.ts';
import { OpenedTracebacks } from './openedTracebacks.ts';
import { belowFailedNote, goneNote, unnamedNote } from './troubleNotes.ts';

/** What the folded rows are made with. */
export interface FoldedRowsParts {
  store: BrowsableStore;
  frames?: PlacesFrames;
  /** The rows below this one changed. */
  changed(node: HitNode): void;
  /** Whatever went wrong, with what was tried. */
  warn(what: string, error: unknown): void;
}

/** What is behind the groups of one store: their hits, and the frames of those. What cannot be loaded is a row that says so. */
export class FoldedRows {
  readonly #parts: FoldedRowsParts;
  readonly #hits = new Map<string, HitList>();
  /** Groups whose hits were loaded before the list was loaded again. */
  readonly #stale = new Set<string>();
  readonly #opened: OpenedTracebacks;
  /** Counts the lists: hits that were asked for under a former one are not kept. */
  #list = 0;

  constructor(parts: FoldedRowsParts) {
    this.#parts = parts;
    this.#opened = new OpenedTracebacks(parts.store, parts.frames);
  }

  /** Other groups are listed: their hits are others too. */
  forget(): void {
    this.#list++;
    this.#hits.clear();
    this.#stale.clear();
  }

  /** The groups were loaded again: so are their hits, as many pages as before, when they are asked for. */
  outdate(): void {
    this.#list++;
    for (const fingerprint of this.#hits.keys()) this.#stale.add(fingerprint);
  }

  /** The hits of a group of this list. */
  async hits(node: GroupNode, list: GroupList): Promise<TreeNode[]> {
    const { fingerprint } = node;
    const known = this.#hits.get(fingerprint);
    if (known && !this.#stale.has(fingerprint)) return hitNodes(node, known);
    const asked = this.#list;
    try {
      const hits = await loadHits(this.#parts.store, list, fingerprint, known?.pages ?? 1);
      if (asked === this.#list) this.#keep(hits);
      return hits.hits.length > 0 ? hitNodes(node, hits) : [goneNote(node)];
    } catch (error) {
      this.#parts.warn(`The hits of ${fingerprint}`, error);
      return [belowFailedNote(node, errorSentence(error)), ...(known ? hitNodes(node, known) : [])];
    }
  }

  /** Loads a page more of a group's hits; gives the first row that it added. */
  async moreHits(node: GroupNode, list: GroupList): Promise<HitNode | undefined> {
    const former = this.#hits.get(node.fingerprint);
    if (!former) return undefined;
    const hits = await loadMoreHits(this.#parts.store, list, former);
    if (this.#hits.get(node.fingerprint) !== former) return undefined;
    this.#keep(hits);
    const known = new Set(former.hits.map(({ id }) => id));
    return hitNodes(node, hits).find((row): row is HitNode => row.kind === 'hit' && !known.has(row.traceback));
  }

  /** The frames below a hit, an exception that led to it, or the row of its libraries. */
  async frames(node: HitNode | CauseNode | LibrariesNode): Promise<TreeNode[]> {
    const { traceback } = node;
    try {
      const opened = await this.#opened.open(
        traceback,
        () => this.#placed(node),
        (error) => this.#parts.warn(`Where the frames of ${traceback} lead`, error),
      );
      if (!opened) return [goneNote(node)];
      if (node.kind === 'libraries') return libraryRows(node, opened.places);
      const exception = node.kind === 'hit' ? opened.root : opened.exceptions.get(node.index);
      const rows = exception ? exceptionRows(node, exception, opened.places) : [];
      return rows.length > 0 ? rows : [unnamedNote(node)];
    } catch (error) {
      this.#parts.warn(`The traceback ${traceback}`, error);
      return [belowFailedNote(node, errorSentence(error))];
    }
  }

  /** Asks anew where the frames lead that were folded out; false when none were. */
  placeAgain(): Promise<boolean> {
    return this.#opened.placeAgain();
  }

  #keep(hits: HitList): void {
    this.#hits.set(hits.fingerprint, hits);
    this.#stale.delete(hits.fingerprint);
  }

  #placed(node: TreeNode): void {
    let above: TreeNode | undefined = node;
    while (above && above.kind !== 'hit') above = above.parent;
    if (above) this.#parts.changed(above);
  }
}
