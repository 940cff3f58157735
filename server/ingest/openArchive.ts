import { looksLikeS3, parseS3Address } from '../../src/core/papertrail/s3Address.ts';
import { ArchiveError, localSource, type ArchiveSource } from '../../src/ingest/archiveSource.ts';
import type { S3Access } from '../s3/s3Access.ts';
import { S3Trouble } from '../s3/s3Trouble.ts';

/**
 * Opens an archive by what the ledger calls it: a file, `-` for standard input, `s3://bucket/key`. Throws ArchiveError
 * when it is not to be had.
 */
export async function openArchive(name: string, s3: S3Access, signal: AbortSignal): Promise<ArchiveSource> {
  if (!looksLikeS3(name)) return localSource(name);
  try {
    return await s3.archive(parseS3Address(name), signal);
  } catch (error) {
    if (error instanceof S3Trouble) throw new ArchiveError(error.message, { cause: error });
    throw error;
  }
}
