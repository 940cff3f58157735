import { commands } from 'vscode';

/** What `when` clauses in package.json ask for, without `assertionContext.` before it. */
export type ContextName =
  | 'hasStore'
  | 'local'
  | 'site'
  | 'readOnly'
  | 'searching'
  | 'filtered'
  | 'grouping'
  | 'hasMore'
  | 'frameShown'
  | 'walking';

/** Tells the editor's `when` clauses how something stands now. */
export function setContext(name: ContextName, value: boolean | string): void {
  void commands.executeCommand('setContext', `assertionContext.${name}`, value);
}
