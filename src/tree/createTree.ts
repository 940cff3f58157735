import {
  Disposable,
  window,
  type LogOutputChannel,
  type Memento,
  type TreeDragAndDropController,
  type TreeView,
} from 'vscode';
import type { FrameTarget, GroupTarget, HitTarget } from '../commands/targets.ts';
import type { CurrentSource } from '../connection/currentSource.ts';
import type { GroupDetail } from '../stores/store.ts';
import type { PlacesFrames } from './placesFrames.ts';
import { keepFresh } from './keepFresh.ts';
import { keepHead } from './keepHead.ts';
import type { Registration } from './listeners.ts';
import type { GroupList } from './model/groupList.ts';
import { TreeModel } from './model/treeModel.ts';
import type { MoreNode, TreeNode } from './node.ts';
import { TreeProvider } from './treeProvider.ts';
import { VIEW_ID } from './viewId.ts';
import { ViewQuery } from './viewQuery.ts';

/** What the view is made with. */
export interface TreeParts {
  connections: CurrentSource;
  /** The workspace's. */
  memento: Memento;
  /** Absent: frames do not say where they lead. */
  frames?: PlacesFrames;
  log: LogOutputChannel;
  dropController?: TreeDragAndDropController<TreeNode>;
}

/** The view “Production Tracebacks”. */
export interface TracebacksTree extends Disposable {
  readonly view: TreeView<TreeNode>;
  readonly query: ViewQuery;
  /** The groups that are loaded, and what is told of all; undefined before the first answer. */
  readonly list: GroupList | undefined;
  /** Loading began. */
  onDidLoad(listener: (loading: Promise<void>) => void): Registration;
  /** What is selected, as commands take it: of a frame its hit and group too. */
  selectedTarget(): GroupTarget | HitTarget | (HitTarget & FrameTarget) | undefined;
  /** Loads again as many pages as are shown. Never fails: the view says what is wrong. */
  refresh(): Promise<void>;
  /** Loads the next page of what the row or the selection stands for, else of the faults, and selects its first. */
  loadMore(more?: MoreNode): Promise<void>;
  /** Selects a group's row; false when it is not among those that are loaded. */
  reveal(fingerprint: string): Promise<boolean>;
}

/** Puts the view together: what there is to see, the editor's tree, polling, and what the editor keeps of it. */
export function createTree({ connections, memento, frames, log, dropController }: TreeParts): TracebacksTree {
  const query = new ViewQuery(memento);
  const warn = (what: string, error: unknown): void => log.warn(`${what} could not be loaded:`, error);
  const model = new TreeModel({ query, now: Date.now, warn, ...(frames && { frames }) });
  const provider = new TreeProvider(model, {
    now: Date.now,
    detail: (fingerprint) => detailOf(fingerprint, connections, warn),
    source: () => connections.current?.label,
  });
  const view = window.createTreeView(VIEW_ID, {
    treeDataProvider: provider,
    showCollapseAll: true,
    ...(dropController && { dragAndDropController: dropController }),
  });
  const connect = (): void => {
    const { current } = connections;
    model.useStore(current?.store);
    if (current) query.useStore(current.label);
  };
  connect();
  const owned = Disposable.from(
    view,
    provider,
    connections.onDidChange(connect),
    keepHead(view, model, query),
    keepFresh(view, model, warn),
  );
  const show = async (node: TreeNode | undefined): Promise<void> => {
    if (node) await view.reveal(node, { select: true, focus: true });
  };
  return {
    view,
    query,
    get list() {
      return model.list;
    },
    onDidLoad: model.onDidLoad,
    selectedTarget: () => targetOf(view.selection[0]),
    refresh: () => model.refresh(),
    loadMore: async (more) => {
      const [selected] = view.selection;
      await show(await model.loadMore(more ?? (selected?.kind === 'more' ? selected : undefined)));
    },
    reveal: async (fingerprint) => {
      const node = model.find(fingerprint);
      await show(node);
      return node !== undefined;
    },
    dispose: () => owned.dispose(),
  };
}

/** A tooltip without the whole history is better than none: undefined when the store does not answer. */
async function detailOf(
  fingerprint: string,
  { current }: CurrentSource,
  warn: (what: string, error: unknown) => void,
): Promise<GroupDetail | undefined> {
  try {
    return await current?.store.group(fingerprint);
  } catch (error) {
    warn(`The history of ${fingerprint}`, error);
    return undefined;
  }
}

function targetOf(node: TreeNode | undefined): ReturnType<TracebacksTree['selectedTarget']> {
  switch (node?.kind) {
    case 'group':
      return { fingerprint: node.fingerprint };
    case 'hit':
    case 'libraries':
    case 'cause':
      return { fingerprint: node.fingerprint, traceback: node.traceback };
    case 'frame':
      return { fingerprint: node.fingerprint, traceback: node.traceback, frame: node.frame };
    default:
      return undefined;
  }
}
