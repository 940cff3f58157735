import { Disposable, type TreeView, window, workspace } from 'vscode';
import type { TreeModel } from './model/treeModel.ts';
import type { TreeNode } from './node.ts';
import { Polling } from './polling.ts';
import { VIEW_ID } from './viewId.ts';
import { whenSourceChanges } from './whenSourceChanges.ts';

/** Loading that is over sooner shows no progress: polling would let the bar blink. */
const UNSEEN = 400;

/** Loads again while the view is looked at, with its progress, and asks anew where frames lead when the source has changed. */
export function keepFresh(
  view: TreeView<TreeNode>,
  model: TreeModel,
  warn: (what: string, error: unknown) => void,
): Disposable {
  const seconds = (): number => workspace.getConfiguration('assertionContext').get('pollSeconds', 60);
  const polling = new Polling({ refresh: () => model.refresh(), seconds, now: Date.now });
  const loads = model.onDidLoad((loading) => {
    polling.loaded();
    showProgress(loading);
  });
  polling.see(view.visible);
  return Disposable.from(
    polling,
    loads,
    view.onDidChangeVisibility(({ visible }) => polling.see(visible)),
    whenSourceChanges(() => void model.placeAgain().catch((error: unknown) => warn('Where frames lead', error))),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('assertionContext.pollSeconds')) polling.restart();
    }),
  );
}

function showProgress(loading: Promise<void>): void {
  const timer = setTimeout(() => void window.withProgress({ location: { viewId: VIEW_ID } }, () => loading), UNSEEN);
  void loading.finally(() => clearTimeout(timer));
}
