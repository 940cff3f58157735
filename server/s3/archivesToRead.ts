import { s3Name } from '../../src/core/papertrail/s3Address.ts';
import { PARSER_VERSION } from '../../src/core/python/archiveFinder.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import type { ListedArchive } from './listArchives.ts';
import type { S3Access } from './s3Access.ts';

/** So many rows of the ledger are asked for at a time. */
const AT_ONCE = 20;

/**
 * Of the archives that a bucket has of some days, oldest first, those that the ledger does not have as read: new, changed, failed, or
 * left by a process that ended; and how many there are in all. Throws S3Trouble.
 */
export async function archivesToRead(
  { store, s3 }: { store: Pick<TracebackStore, 'archive'>; s3: S3Access },
  where: Parameters<S3Access['list']>[0],
  signal: AbortSignal,
): Promise<{ found: number; toRead: ListedArchive[] }> {
  const listed: ListedArchive[] = [];
  for await (const archive of s3.list(where, signal)) listed.push(archive);
  const toRead: ListedArchive[] = [];
  for (let from = 0; from < listed.length; from += AT_ONCE) {
    signal.throwIfAborted();
    const some = listed.slice(from, from + AT_ONCE);
    const rows = await Promise.all(some.map((archive) => store.archive(s3Name(archive))));
    toRead.push(
      ...some.filter(({ etag }, n) => {
        const row = rows[n];
        const wasRead = row?.state === 'done' || row?.state === 'partial';
        return !wasRead || row.etag !== etag || row.parser !== PARSER_VERSION;
      }),
    );
  }
  return { found: listed.length, toRead };
}
