import type { ArchiveRow } from '../../src/stores/store.ts';

/** Logs what fails after an answer was given. */
export type LogError = (details: object, message: string) => void;

/** Where archives of S3 wait to be read, once the ledger has their rows. */
export interface ArchiveQueue {
  /** Has archives read, by their names in the ledger. Once it resolves that happens, whatever ends this process. Throws QueueTrouble. */
  add(names: readonly string[], logError: LogError): Promise<void>;
  /** The archive's row once it was read; undefined when that takes longer than so many milliseconds. */
  outcome(name: string, milliseconds: number): Promise<ArchiveRow | undefined>;
  /** Whether it is for this process to take up an archive that the ledger calls queued or running when the process starts. */
  isOwn(name: string): boolean;
}
