import {
  Disposable,
  l10n,
  StatusBarAlignment,
  window,
  workspace,
  type LogOutputChannel,
  type Memento,
  type StatusBarItem,
} from 'vscode';
import type { Connection } from '../connection/connection.ts';
import type { CurrentSource } from '../connection/currentSource.ts';
import { counted } from '../core/wording/number.ts';
import type { TracebacksTree } from '../tree/createTree.ts';
import { newestInstant, newFaultsSince, type NewFaults } from './newFaults.ts';
import { SeenFaults } from './seenFaults.ts';

/** What the item is made with. */
export interface NewFaultsParts {
  connections: CurrentSource;
  tree: Pick<TracebacksTree, 'view' | 'onDidLoad'>;
  /** The global one: what was seen in one window was seen. */
  memento: Memento;
  log: LogOutputChannel;
}

/**
 * “2 new faults” in the status bar and as the view's badge, until the view is looked at. Asks when a connection is made and
 * when the window gets the focus again: behind a hidden view nothing polls. Archives opened here have nothing new.
 */
export function createNewFaults({ connections, tree, memento, log }: NewFaultsParts): Disposable {
  const seen = new SeenFaults(memento);
  const item = window.createStatusBarItem('assertionContext.new', StatusBarAlignment.Left);
  item.name = l10n.t('New production faults');
  item.command = 'assertionContext.tracebacks.focus';
  let asked = Number.NEGATIVE_INFINITY;
  /** Counts the looks: what a former one finds is not shown any more. */
  let turn = 0;

  const look = async (connection: Connection, mine: number): Promise<void> => {
    const { store } = connection;
    const until = seen.until(connection);
    // What a store held before it was ever looked at is not news.
    if (tree.view.visible || until === undefined) {
      show(undefined, item, tree.view);
      const newest = await newestInstant(store, Date.now());
      if (newest !== undefined && newest !== until) await seen.see(connection, newest);
      return;
    }
    const found = await newFaultsSince(store, until, Date.now());
    if (mine === turn && !tree.view.visible) show(found, item, tree.view);
  };
  const check = (): void => {
    asked = Date.now();
    const mine = ++turn;
    const { current } = connections;
    if (!current || current.kind === 'local') return show(undefined, item, tree.view);
    look(current, mine).catch((error: unknown) => log.info('New faults could not be asked for:', error));
  };
  const checkAgain = (): void => {
    const seconds = workspace.getConfiguration('assertionContext').get('pollSeconds', 60);
    if (seconds > 0 && Date.now() - asked >= seconds * 1000) check();
  };
  check();
  return Disposable.from(
    item,
    connections.onDidChange(check),
    tree.view.onDidChangeVisibility(check),
    Disposable.from(tree.onDidLoad((loading) => void loading.then(() => tree.view.visible && check()))),
    window.onDidChangeWindowState(({ focused }) => focused && checkAgain()),
  );
}

function show(found: NewFaults | undefined, item: StatusBarItem, view: TracebacksTree['view']): void {
  const { count, more, titles } = found ?? { count: 0, more: false, titles: [] };
  if (count === 0) item.hide();
  const text = more ? l10n.t('More than {0} new faults', count) : counted(count, l10n.t('new fault'));
  item.text = `$(bug) ${text}`;
  item.tooltip = [text, ...titles].join('\n');
  item.accessibilityInformation = { label: text };
  view.badge = count === 0 ? undefined : { value: count, tooltip: text };
  if (count > 0) item.show();
}
