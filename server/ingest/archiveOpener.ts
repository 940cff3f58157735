import type { S3Client } from '@aws-sdk/client-s3';
import { looksLikeS3, parseS3Address } from '../../src/core/papertrail/s3Address.ts';
import { ArchiveError, localSource, type ArchiveSource } from '../../src/ingest/archiveSource.ts';

/** Opens archives by what the ledger calls them: files, `-` for standard input, `s3://bucket/key`. */
export class ArchiveOpener {
  /** Loaded and made when the first object is asked for: it costs 0.1 s. */
  #s3: Promise<S3Client> | undefined;

  /** Throws ArchiveError when the archive is not to be had. */
  async open(name: string, signal: AbortSignal): Promise<ArchiveSource> {
    return looksLikeS3(name) ? this.#openObject(name, signal) : localSource(name);
  }

  async #openObject(name: string, signal: AbortSignal): Promise<ArchiveSource> {
    const [{ s3Source }, { S3Trouble }] = await Promise.all([
      import('../s3/s3Source.ts'),
      import('../s3/s3Trouble.ts'),
    ]);
    this.#s3 ??= import('../s3/s3Client.ts').then(({ openS3 }) => openS3(process.env));
    try {
      return await s3Source(await this.#s3, parseS3Address(name), signal);
    } catch (error) {
      if (error instanceof S3Trouble) throw new ArchiveError(error.message, { cause: error });
      throw error;
    }
  }
}
