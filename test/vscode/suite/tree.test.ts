import { deepEqual, equal, ok } from 'node:assert/strict';
import { CancellationTokenSource, MarkdownString, ThemeIcon, TreeItemCollapsibleState, type TreeItem } from 'vscode';
import { TreeModel } from '../../../src/tree/model/treeModel.ts';
import type { TreeNode } from '../../../src/tree/node.ts';
import { TreeProvider } from '../../../src/tree/treeProvider.ts';
import { ViewQuery } from '../../../src/tree/viewQuery.ts';
import { made } from '../../stores/made.ts';
import { memento, NOW, storeOf } from '../../tree/openTree.ts';

const HOSTILE = '[x](command:workbench.action.quit) $(trash) <b>';

describe('the view in the editor', () => {
  let provider: TreeProvider;
  let model: TreeModel;

  beforeEach(async () => {
    const store = await storeOf([
      made({ id: '1', at: NOW - 3_600_000 }),
      made({ id: '2', at: NOW - 60_000, message: HOSTILE, program: HOSTILE }),
    ]);
    model = new TreeModel({ query: new ViewQuery(memento()), now: () => NOW, warn: () => undefined });
    const detail = (fingerprint: string) => store.group(fingerprint);
    provider = new TreeProvider(model, { now: () => NOW, detail, source: () => 'A made-up store' });
    model.useStore(store);
  });

  afterEach(() => provider.dispose());

  const below = async (...way: number[]): Promise<TreeNode> => {
    let node: TreeNode | undefined;
    for (const place of way) node = (await provider.getChildren(node))[place];
    ok(node, way.join());
    return node;
  };

  const resolved = async (node: TreeNode): Promise<TreeItem> => {
    const { token } = new CancellationTokenSource();
    return provider.resolveTreeItem(provider.getTreeItem(node), node, token);
  };

  it('draws a fault with its shape, what menus ask for, and words for a screen reader', async () => {
    const item = provider.getTreeItem(await below(1));
    equal(item.label, 'AssertionError in total');
    equal(item.description, '2 · 1 min ago');
    equal((item.iconPath as ThemeIcon).id, 'circle-filled');
    equal(item.contextValue, 'group');
    equal(item.id, 'group:1-a');
    equal(item.collapsibleState, TreeItemCollapsibleState.Collapsed);
    equal(item.accessibilityInformation?.label, 'AssertionError in total, new, 2 hits, last 1 min ago');
  });

  it('opens a frame by a click or Enter, with what the command takes', async () => {
    const item = provider.getTreeItem(await below(1, 0, 0));
    equal(item.contextValue, 'frame');
    equal(item.command?.command, 'assertionContext.openFrame');
    deepEqual(item.command?.arguments, [{ fingerprint: '1-a', traceback: '2', frame: { exception: 0, frame: 0 } }]);
  });

  it('tells more in tooltips, in which log text is only text', async () => {
    for (const way of [[0], [1], [1, 0], [1, 0, 0]]) {
      const { tooltip } = await resolved(await below(...way));
      ok(tooltip instanceof MarkdownString, way.join());
      deepEqual([tooltip.isTrusted, tooltip.supportHtml, tooltip.supportThemeIcons], [false, false, false]);
      ok(!/(?<!\\)(?:\[|\$\(|<)/.test(tooltip.value), tooltip.value);
    }
  });

  it('knows the way up from each row, so that it can be revealed', async () => {
    const frame = await below(1, 0, 0);
    const hit = provider.getParent(frame);
    ok(hit);
    const group = provider.getParent(hit);
    ok(group);
    deepEqual([hit.id, group.id, provider.getParent(group)], ['hit:2', 'group:1-a', undefined]);
  });

  it('tells the editor when rows changed', async () => {
    await below(1);
    const changed = new Promise<TreeNode | undefined>((resolve) => {
      provider.onDidChangeTreeData(resolve);
    });
    await model.refresh();
    equal(await changed, undefined);
  });
});
