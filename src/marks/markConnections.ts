import type { Event } from 'vscode';
import type { Connection } from '../connection/connection.ts';

/** Which store marks are read from, now and whenever that changes. */
export interface MarkConnections {
  readonly current: Connection | undefined;
  readonly onDidChange: Event<unknown>;
}
