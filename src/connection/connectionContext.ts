import { commands, type Disposable } from 'vscode';
import type { CurrentConnection } from './currentConnection.ts';

/** Tells the editor's `when` clauses whether there is a connection, whether it is opened archives, and whether it has a site. */
export function keepConnectionContext(connections: CurrentConnection): Disposable {
  const tell = (): void => {
    const { current } = connections;
    setContext('assertionContext.hasStore', current !== undefined);
    setContext('assertionContext.local', current?.kind === 'local');
    setContext('assertionContext.site', current?.siteAddress !== undefined);
  };
  tell();
  return connections.onDidChange(tell);
}

function setContext(key: string, value: boolean): void {
  void commands.executeCommand('setContext', key, value);
}
