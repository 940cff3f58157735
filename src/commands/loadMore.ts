import type { MoreNode } from '../tree/node.ts';
import type { Handler } from './commandMap.ts';

/** Loads the next page of the row that was clicked, or of the list, and selects its first row. */
export function loadMore(tree: { loadMore(more?: MoreNode): Promise<void> }): Handler<'assertionContext.loadMore'> {
  return (more) => tree.loadMore(isMore(more) ? more : undefined);
}

function isMore(row: unknown): row is MoreNode {
  return typeof row === 'object' && row !== null && (row as { kind?: unknown }).kind === 'more';
}
