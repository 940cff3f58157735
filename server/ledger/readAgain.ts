import { looksLikeS3, parseS3Address } from '../../src/core/papertrail/s3Address.ts';
import { PARSER_VERSION } from '../../src/core/python/archiveFinder.ts';
import type { ArchiveRow } from '../../src/stores/store.ts';
import { noArchive } from '../api/notFound.ts';
import { Problem } from '../api/problem.ts';
import { asProblem } from '../api/s3Problem.ts';
import type { Parts } from '../parts.ts';
import type { LogError } from '../queue/archiveQueue.ts';
import { checkAllowed } from '../s3/allowedObjects.ts';

const PATIENCE = 20_000;

/** How an archive that was not taken in whole is tried again. */
export type Retry = { kind: 'here' } | { kind: 'command'; command: string } | { kind: 'none'; because: string };

/** What the server can do about a row of its ledger: objects of S3 it can read again, files are the machine's that took them in. */
export function retryOf({ name, state }: ArchiveRow, settings: Parts['settings']): Retry {
  if (state !== 'failed' && state !== 'partial')
    return { kind: 'none', because: `${name} is ${state}: there is nothing to try again.` };
  if (name === '-')
    return {
      kind: 'none',
      because: 'Standard input has gone by: pipe the archive to assertion-context ingest - again.',
    };
  if (!looksLikeS3(name)) return { kind: 'command', command: `assertion-context ingest ${quoted(name)}` };
  try {
    checkAllowed(settings, parseS3Address(name));
    return { kind: 'here' };
  } catch (error) {
    return { kind: 'none', because: (error as Error).message };
  }
}

/**
 * Has a failed or partial archive of S3 read again, although it has not changed; gives its row once that is in the ledger.
 * Throws Problem: 404 for what the ledger does not have, 409 for what cannot be tried again here, and what S3 says.
 */
export async function readAgain(
  { store, queue, s3, settings, now }: Pick<Parts, 'store' | 'queue' | 's3' | 'settings' | 'now'>,
  name: string,
  logError: LogError,
): Promise<ArchiveRow> {
  const row = await store.archive(name);
  if (!row) throw noArchive(name);
  const retry = retryOf(row, settings);
  if (retry.kind === 'none') throw new Problem(409, retry.because);
  if (retry.kind === 'command')
    throw new Problem(409, `${name} is a file of the machine that took it in. Run there: ${retry.command}`);
  await asProblem(() => s3.archive(parseS3Address(name), AbortSignal.timeout(PATIENCE)));
  // With its own ETag a partial one would count as read: nothing has changed but that someone asks again.
  const queued = await store.queueArchive({ name, etag: 'to be read again', parser: PARSER_VERSION, at: now() });
  await asProblem(() => queue.add([name], logError));
  return queued;
}

/** For a shell, where it needs that. */
function quoted(name: string): string {
  return /^[\w@%+=:,./-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}
