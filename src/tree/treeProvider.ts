import {
  EventEmitter,
  type CancellationToken,
  type MarkdownString,
  type TreeDataProvider,
  type TreeItem,
} from 'vscode';
import { clockIn, type Clock } from '../core/wording/clock.ts';
import type { GroupDetail } from '../stores/store.ts';
import type { TreeModel } from './model/treeModel.ts';
import type { GroupNode, TreeNode } from './node.ts';
import type { Writing } from './rows/row.ts';
import { rowOf } from './rows/rowOf.ts';
import { causeTooltip, frameTooltip, groupTooltip, hitTooltip, summaryTooltip } from './rows/tooltips.ts';
import { inertTooltip, treeItem } from './treeItem.ts';

/** What the provider asks beside the model. */
export interface ProviderParts {
  now(): number;
  /** The whole of one group; undefined when there is none, or the store does not answer. */
  detail(fingerprint: string): Promise<GroupDetail | undefined>;
  /** Where the rows come from, for the first one's tooltip. */
  source(): string | undefined;
}

/** Draws the model's rows. */
export class TreeProvider implements TreeDataProvider<TreeNode> {
  readonly #model: TreeModel;
  readonly #parts: ProviderParts;
  readonly #changes = new EventEmitter<TreeNode | undefined>();
  readonly #listening: { dispose(): void };
  /** Made with the first row: formatters are slow to make, and starting must not wait for them. */
  #clock: Clock | undefined;

  constructor(model: TreeModel, parts: ProviderParts) {
    this.#model = model;
    this.#parts = parts;
    this.#listening = model.onDidChange((node) => this.#changes.fire(node));
  }

  readonly onDidChangeTreeData = this.#changes.event;

  getTreeItem(node: TreeNode): TreeItem {
    return treeItem(node, rowOf(node, this.#writing()));
  }

  getChildren(node?: TreeNode): Promise<TreeNode[]> {
    return this.#model.children(node);
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent;
  }

  async resolveTreeItem(item: TreeItem, node: TreeNode, _token: CancellationToken): Promise<TreeItem> {
    const tooltip = await this.#tooltip(node);
    if (tooltip) item.tooltip = tooltip;
    return item;
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changes.dispose();
  }

  async #tooltip(node: TreeNode): Promise<MarkdownString | undefined> {
    switch (node.kind) {
      case 'group':
        return inertTooltip(await this.#groupTooltip(node));
      case 'hit':
        return inertTooltip(hitTooltip(node, this.#writing()));
      case 'frame':
        return inertTooltip(frameTooltip(node));
      case 'cause':
        return inertTooltip(causeTooltip(node));
      case 'summary':
        return inertTooltip(summaryTooltip(node, this.#parts.source()));
      default:
        return undefined;
    }
  }

  async #groupTooltip(node: GroupNode): Promise<string> {
    const detail = await this.#parts.detail(node.fingerprint);
    return groupTooltip(node, detail, this.#model.list, this.#writing());
  }

  #writing(): Writing {
    this.#clock ??= clockIn(new Intl.DateTimeFormat().resolvedOptions().timeZone);
    return { clock: this.#clock, now: this.#parts.now() };
  }
}
