import type { Handler } from './commandMap.ts';

/** Loads what the view shows again. */
export function refresh(tree: { refresh(): Promise<void> }): Handler<'assertionContext.refresh'> {
  return () => tree.refresh();
}
