import type { BrowsableStore } from '../../stores/store.ts';
import type { PlacesFrames } from '../placesFrames.ts';
import { Listeners } from '../listeners.ts';
import type { BucketNode, GroupNode, MoreNode, TreeNode } from '../node.ts';
import type { ViewQuery } from '../viewQuery.ts';
import { emptyNotes } from './emptyNotes.ts';
import { FoldedRows } from './foldedRows.ts';
import { type GroupList, loadGroups, loadMoreGroups } from './groupList.ts';
import { findGroup, groupNodes, groupsOf, moreGroupsNode } from './groupNodes.ts';
import { failureNotes, staleNotes, type Trouble, troubleOf } from './troubleNotes.ts';

/** What the model is made with. */
export interface TreeModelParts {
  query: ViewQuery;
  /** Milliseconds since 1970. */
  now(): number;
  frames?: PlacesFrames;
  /** Whatever went wrong, with what was tried. */
  warn: (what: string, error: unknown) => void;
}

/** What the store has answered for one connection. */
interface Source {
  store: BrowsableStore;
  list?: GroupList;
  /** Why the newest answer is none. */
  trouble?: Trouble;
  folded: FoldedRows;
}

/** Which rows the view has. Free of the editor: rows are data, the answers come from the store's port. */
export class TreeModel {
  readonly #parts: TreeModelParts;
  readonly #changes = new Listeners<TreeNode | undefined>();
  readonly #loads = new Listeners<Promise<void>>();
  #source: Source | undefined;
  /** Counts the questions: the answer to a former one is dropped. */
  #question = 0;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(parts: TreeModelParts) {
    this.#parts = parts;
    parts.query.onDidChange((what) => {
      if (what === 'list' && this.#wasAsked()) void this.#ask();
      else this.#changes.fire(undefined);
    });
  }

  /** The row whose rows changed; undefined: all. */
  readonly onDidChange = this.#changes.event;
  /** Groups began to be loaded. */
  readonly onDidLoad = this.#loads.event;

  get list(): GroupList | undefined {
    return this.#source?.list;
  }

  /** Why what is shown is not the newest: one sentence. */
  get trouble(): string | undefined {
    return this.#source?.trouble?.sentence;
  }

  /** Reads from another store, or none, once somebody looks; what the former one answered is forgotten. */
  useStore(store: BrowsableStore | undefined): void {
    const { frames, warn } = this.#parts;
    const changed = (node: TreeNode): void => this.#changes.fire(node);
    this.#source = store && { store, folded: new FoldedRows({ store, changed, warn, ...(frames && { frames }) }) };
    this.#question++;
    this.#running = undefined;
    this.#next = undefined;
    this.#changes.fire(undefined);
  }

  /** Loads again as many pages as are shown. Of several calls while one is under way, one follows it. Never fails: see `trouble`. Nothing is loaded that nobody has looked at. */
  async refresh(): Promise<void> {
    if (!this.#wasAsked()) return undefined;
    if (!this.#running) return this.#ask();
    const source = this.#source;
    // Of another store nobody may have looked at anything yet.
    this.#next ??= this.#running.then(() => (this.#source === source ? this.#ask() : undefined));
    return this.#next;
  }

  /** Loads the next page of groups, or of the hits of a group; gives the first row that it added. */
  async loadMore(more?: MoreNode): Promise<TreeNode | undefined> {
    return more?.of === undefined ? this.#moreGroups() : this.#moreHits(more.of);
  }

  /** Asks anew where the shown frames lead. */
  async placeAgain(): Promise<void> {
    if (await this.#source?.folded.placeAgain()) this.#changes.fire(undefined);
  }

  /** The row of a group, if it is loaded. */
  find(fingerprint: string): GroupNode | undefined {
    return this.list && findGroup(this.list, this.#parts.query.grouping, fingerprint);
  }

  /** The rows below a row, or those at the top. Loads what is not there yet; what fails is a row that says so. */
  async children(node?: TreeNode): Promise<TreeNode[]> {
    if (node === undefined) return this.#top();
    const source = this.#source;
    if (!source?.list) return [];
    switch (node.kind) {
      case 'bucket':
        return this.#groupsOf(node, source.list);
      case 'group':
        return source.folded.hits(node, source.list);
      case 'hit':
      case 'cause':
      case 'libraries':
        return source.folded.frames(node);
      default:
        return [];
    }
  }

  async #top(): Promise<TreeNode[]> {
    while (this.#source && !this.#source.list && this.#source.trouble === undefined)
      await (this.#running ?? this.#ask());
    const { list, trouble } = this.#source ?? {};
    if (!list) return trouble === undefined ? [] : failureNotes(trouble);
    const shown =
      list.groups.length === 0
        ? emptyNotes(list)
        : [...groupNodes(list, this.#parts.query.grouping), ...moreGroupsNode(list)];
    return [...(trouble === undefined ? [] : staleNotes(trouble)), { kind: 'summary', id: 'summary', list }, ...shown];
  }

  /** By name, so that a row made before a refresh folds out to what is known now. */
  #groupsOf(bucket: BucketNode, list: GroupList): GroupNode[] {
    const now = groupNodes(list, bucket.by).find(({ id }) => id === bucket.id);
    return now?.kind === 'bucket' ? groupsOf(now, list) : [];
  }

  async #moreGroups(): Promise<TreeNode | undefined> {
    await this.#running;
    const source = this.#source;
    const former = source?.list;
    if (!source || !former || former.cursor === undefined) return undefined;
    const list = await loadMoreGroups(source.store, former, this.#parts.now());
    if (this.#source !== source || former.listed !== this.#parts.query.listed) return undefined;
    // A refresh overtook it: its list has the former pages only.
    if (source.list !== former) return this.#moreGroups();
    source.list = list;
    this.#changes.fire(undefined);
    const known = new Set(former.groups.map(({ fingerprint }) => fingerprint));
    const first = list.groups.find(({ fingerprint }) => !known.has(fingerprint));
    return first && this.find(first.fingerprint);
  }

  async #moreHits(fingerprint: string): Promise<TreeNode | undefined> {
    const node = this.find(fingerprint);
    const source = this.#source;
    if (!source?.list || !node) return undefined;
    const first = await source.folded.moreHits(node, source.list);
    if (source === this.#source) this.#changes.fire(node);
    return first;
  }

  /** A view that nobody has looked at asks for nothing. */
  #wasAsked(): boolean {
    return this.#running !== undefined || this.#source?.list !== undefined || this.#source?.trouble !== undefined;
  }

  #ask(): Promise<void> {
    const question = ++this.#question;
    this.#next = undefined;
    const source = this.#source;
    const asked = source ? this.#load(source, question) : Promise.resolve();
    const running = asked.finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    this.#loads.fire(running);
    return running;
  }

  async #load(source: Source, question: number): Promise<void> {
    const { listed } = this.#parts.query;
    const pages = source.list?.listed === listed ? source.list.pages : 1;
    try {
      const list = await loadGroups(source.store, listed, pages, this.#parts.now());
      if (question !== this.#question) return;
      if (source.list?.listed !== listed) source.folded.forget();
      source.folded.outdate();
      source.list = list;
      delete source.trouble;
    } catch (error) {
      if (question !== this.#question) return;
      this.#parts.warn('The list of faults', error);
      source.trouble = troubleOf(error);
    }
    this.#changes.fire(undefined);
  }
}
