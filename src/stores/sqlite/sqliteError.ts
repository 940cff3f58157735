import { CursorError, StoreError, type StoreTrouble } from '../store.ts';

/** SQLite's primary result codes (https://sqlite.org/rescode.html) that a user can do something about. */
const TROUBLES: Record<number, [StoreTrouble, (file: string) => string]> = {
  3: ['no-access', (file) => `There is no right to read or write ${file}.`],
  5: ['busy', (file) => `Another process keeps ${file} locked. Try again when it is done.`],
  6: ['busy', (file) => `Another process keeps ${file} locked. Try again when it is done.`],
  8: ['no-access', (file) => `There is no right to write ${file} or into its folder.`],
  11: [
    'failed',
    (file) => `${file} is damaged. Put a backup in its place, or move it away and take the archives in again.`,
  ],
  13: [
    'full',
    (file) => `There is no space left for ${file}. What was stored before is kept; free some space and try again.`,
  ],
  14: ['no-access', (file) => `${file} cannot be opened. Check that its folder exists and that you may write there.`],
  23: ['no-access', (file) => `There is no right to read or write ${file}.`],
  26: ['not-a-store', (file) => `${file} is not a database. Name another file in STORE_URL.`],
};

/** Says what SQLite's error means to a user. Errors that say so themselves are given back as they are. */
export function asStoreError(error: unknown, file: string): Error {
  if (error instanceof StoreError || error instanceof CursorError) return error;
  if (!(error instanceof Error)) return new StoreError('failed', `${file}: ${String(error)}`);
  if ('code' in error && error.code === 'ERR_INVALID_STATE') {
    return new StoreError('closed', 'The store has been closed.', { cause: error });
  }
  if (!('errcode' in error) || typeof error.errcode !== 'number') return error;
  // Extended codes keep the primary one in their lowest byte.
  const [reason, sentence] = TROUBLES[error.errcode & 0xff] ?? ['failed', () => `${file}: ${error.message}.`];
  return new StoreError(reason, sentence(file), { cause: error });
}
