import type { Event } from 'vscode';
import type { Connection } from './connection.ts';

/** Which connection is read at the moment, and news of another one: all that views need of `CurrentConnection`. */
export interface CurrentSource {
  /** Undefined: none is chosen and nothing is open. */
  readonly current: Connection | undefined;
  readonly onDidChange: Event<unknown>;
}
