import type { Memento } from 'vscode';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import type { IndexedTraceback } from '../../src/core/python/traceback.ts';
import { clockIn } from '../../src/core/wording/clock.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import type { BrowsableStore, TracebackStore } from '../../src/stores/store.ts';
import type { PlacesFrames } from '../../src/tree/placesFrames.ts';
import { TreeModel } from '../../src/tree/model/treeModel.ts';
import type { TreeNode } from '../../src/tree/node.ts';
import { rowOf } from '../../src/tree/rows/rowOf.ts';
import { ViewQuery } from '../../src/tree/viewQuery.ts';
import { takeIn } from '../stores/fill.ts';

/** The moment that tests call now, unless they say otherwise. */
export const NOW = Date.parse('2016-08-12T12:00:00Z');

/** What the editor keeps for a workspace, kept here. */
export function memento(kept = new Map<string, unknown>()): Memento {
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string, otherwise?: T) => (kept.has(key) ? (kept.get(key) as T) : otherwise),
    update: async (key: string, value: unknown) => {
      kept.set(key, structuredClone(value));
    },
  };
}

/** A store with these tracebacks, as one archive. */
export async function storeOf(tracebacks: IndexedTraceback[], timeZone = 'UTC'): Promise<TracebackStore> {
  const store = new MemoryStore({ timeZone, rules: NO_RULES });
  await takeIn(store, { name: 'made.tsv.gz', batches: [tracebacks] });
  return store;
}

/** A tree over a store, without an editor. */
export interface OpenTree {
  model: TreeModel;
  query: ViewQuery;
  warnings: string[];
  /** The rows at the top or below one, once what was asked for last is loaded. */
  children: (node?: TreeNode) => Promise<TreeNode[]>;
}

/** Opens a tree as the extension does. */
export function openTree(store: BrowsableStore | undefined, frames?: PlacesFrames, kept = memento()): OpenTree {
  const query = new ViewQuery(kept);
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const model = new TreeModel({ query, now: () => NOW, warn, ...(frames && { frames }) });
  let loaded = Promise.resolve();
  model.onDidLoad((running) => {
    loaded = running;
  });
  model.useStore(store);
  const children = async (node?: TreeNode): Promise<TreeNode[]> => {
    await loaded;
    return model.children(node);
  };
  return { model, query, warnings, children };
}

/** The tree as text, as much of it as is asked for: a line a row, folded out where `opens` says. */
export async function outline(tree: OpenTree, opens: (node: TreeNode) => boolean = () => false): Promise<string[]> {
  const writing = { clock: clockIn('UTC'), now: NOW };
  const lines: string[] = [];
  const add = async (parent: TreeNode | undefined, depth: number): Promise<void> => {
    for (const node of await tree.children(parent)) {
      const { label, description, folds, icon } = rowOf(node, writing);
      const mark = node.kind === 'group' ? `${icon?.id} ` : '';
      lines.push(`${'  '.repeat(depth)}${mark}${label}${description === undefined ? '' : ` | ${description}`}`);
      if (folds && opens(node)) await add(node, depth + 1);
    }
  };
  await add(undefined, 0);
  return lines;
}
