import type { ArchiveWriter, TracebackStore } from './store.ts';

/** The store's methods that can be called over a port. */
export type StoreMethod = Exclude<keyof TracebackStore, 'timeZone' | 'openArchive' | 'close'>;

/** From the one that uses the store. `writer`: the number that the answer to `openArchive` gave. */
export type StoreRequest =
  | { id: number; call: StoreMethod | 'openArchive'; args: unknown[] }
  | { id: number; writer: number; call: keyof ArchiveWriter; args: unknown[] };

/** From the one that has the store; `hello` comes first and unasked. */
export type StoreAnswer =
  | { hello: { timeZone: string } }
  | { id: number; value: unknown }
  | { id: number; error: SentError };

/** An error as plain data: structured clone keeps no classes. */
export interface SentError {
  name: string;
  message: string;
  stack?: string;
  /** Further properties of its class: `reason`, `problems` … */
  fields: Record<string, unknown>;
}

/** What both sides need of a MessagePort, Node's or a browser's. */
export interface StorePort {
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  /** The event of a message has its `data`. */
  addEventListener(type: 'message' | 'close', listener: (event: object) => void): void;
  start(): void;
  close(): void;
  /** Node's: lets the process end although the port is open, or not. */
  ref?(): void;
  unref?(): void;
}
