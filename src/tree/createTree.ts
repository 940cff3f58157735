import {
  Disposable,
  window,
  workspace,
  type LogOutputChannel,
  type Memento,
  type TreeDragAndDropController,
  type TreeView,
} from 'vscode';
import { setContext } from '../commands/setContext.ts';
import type { FrameTarget, GroupTarget, HitTarget } from '../commands/targets.ts';
import type { CurrentSource } from '../connection/currentSource.ts';
import { oneLine } from '../core/wording/oneLine.ts';
import type { PlacesFrames } from './placesFrames.ts';
import { headline, headSentence } from './headline.ts';
import type { Registration } from './listeners.ts';
import type { GroupList } from './model/groupList.ts';
import { TreeModel } from './model/treeModel.ts';
import type { MoreNode, TreeNode } from './node.ts';
import { Polling } from './polling.ts';
import { TreeProvider } from './treeProvider.ts';
import { ViewQuery } from './viewQuery.ts';
import { whenSourceChanges } from './whenSourceChanges.ts';

const VIEW = 'assertionContext.tracebacks';
/** Loading that is over sooner shows no progress: polling would let the bar blink. */
const UNSEEN = 400;

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
  const now = Date.now;
  const warn = (what: string, error: unknown): void => log.warn(`${what} could not be loaded:`, error);
  const model = new TreeModel({ query, now, warn, ...(frames && { frames }) });
  const detail = async (fingerprint: string) => {
    // A tooltip without the whole history is better than none.
    const asked = connections.current?.store.group(fingerprint);
    return asked?.catch((error: unknown) => {
      warn(`The history of ${fingerprint}`, error);
      return undefined;
    });
  };
  const provider = new TreeProvider(model, { now, detail, source: () => connections.current?.label });
  const view = window.createTreeView(VIEW, {
    treeDataProvider: provider,
    showCollapseAll: true,
    ...(dropController && { dragAndDropController: dropController }),
  });
  const seconds = (): number => workspace.getConfiguration('assertionContext').get('pollSeconds', 60);
  const polling = new Polling({ refresh: () => model.refresh(), seconds, now });

  const say = (): void => {
    view.description = headline(query.listed) ?? '';
    const stale = model.list && model.trouble;
    view.message = stale === undefined ? headSentence(query.listed) : `Stale: ${oneLine(stale, 300)}`;
    const { search, filter } = query.listed;
    setContext('searching', search !== undefined);
    setContext('filtered', filter !== 'all');
    setContext('grouping', query.grouping);
    setContext('hasMore', model.list?.cursor !== undefined);
  };
  const connect = (): void => {
    const { current } = connections;
    model.useStore(current?.store);
    if (current) query.useStore(current.label);
    say();
  };
  const show = async (node: TreeNode | undefined): Promise<void> => {
    if (node) await view.reveal(node, { select: true, focus: true });
  };
  connect();
  const registered = Disposable.from(
    view,
    provider,
    polling,
    connections.onDidChange(connect),
    Disposable.from(
      model.onDidChange(say),
      query.onDidChange(say),
      model.onDidLoad((loading) => {
        polling.loaded();
        showProgress(loading);
      }),
    ),
    view.onDidChangeVisibility(({ visible }) => polling.see(visible)),
    whenSourceChanges(() => void model.placeAgain().catch((error: unknown) => warn('Where frames lead', error))),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('assertionContext.pollSeconds')) polling.restart();
    }),
  );
  polling.see(view.visible);

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
    dispose: () => registered.dispose(),
  };
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

function showProgress(loading: Promise<void>): void {
  const timer = setTimeout(() => void window.withProgress({ location: { viewId: VIEW } }, () => loading), UNSEEN);
  void loading.finally(() => clearTimeout(timer));
}
