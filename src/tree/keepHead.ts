import { Disposable, type TreeView } from 'vscode';
import { setContext } from '../commands/setContext.ts';
import { oneLine } from '../core/wording/oneLine.ts';
import { headline, headSentence } from './headline.ts';
import type { TreeModel } from './model/treeModel.ts';
import type { TreeNode } from './node.ts';
import type { ViewQuery } from './viewQuery.ts';

/** Keeps true what stands around the rows: beside the view's name, above them, and which of its buttons there are. */
export function keepHead(view: TreeView<TreeNode>, model: TreeModel, query: ViewQuery): Disposable {
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
  say();
  return Disposable.from(model.onDidChange(say), query.onDidChange(say));
}
