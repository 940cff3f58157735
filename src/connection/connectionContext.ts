import type { Disposable } from 'vscode';
import { setContext } from '../commands/setContext.ts';
import type { CurrentConnection } from './currentConnection.ts';

/** Tells the editor's `when` clauses whether there is a connection, whether it is opened archives, whether it has a site, and whether it is only read. */
export function keepConnectionContext(connections: CurrentConnection): Disposable {
  const tell = (): void => {
    const { current } = connections;
    setContext('hasStore', current !== undefined);
    setContext('local', current?.kind === 'local');
    setContext('site', current?.siteAddress !== undefined);
    setContext('readOnly', current?.readOnly === true);
  };
  tell();
  return connections.onDidChange(tell);
}
