import type { S3Client } from '@aws-sdk/client-s3';
import type { Day } from '../../src/core/groups/day.ts';
import type { S3Object } from '../../src/core/papertrail/s3Address.ts';
import type { ArchiveSource } from '../../src/ingest/archiveSource.ts';
import type { ListedArchive } from './listArchives.ts';

/** What is asked of S3. Both throw S3Trouble. */
export interface S3Access {
  /** Looks at an object (one request), to be read. */
  archive(object: S3Object, signal: AbortSignal): Promise<ArchiveSource>;
  /** The archives of some days (UTC), oldest first. */
  list(
    where: { bucket: string; prefix: string; from: Day; to: Day },
    signal: AbortSignal,
  ): AsyncGenerator<ListedArchive>;
}

/** S3 by the environment's credentials and region; the SDK is loaded when it is first asked for: that costs 0.1 s. */
export function lazyS3(environment: Record<string, string | undefined>): S3Access {
  let client: Promise<S3Client> | undefined;
  const open = () => (client ??= import('./s3Client.ts').then(({ openS3 }) => openS3(environment)));
  return {
    async archive(object, signal) {
      const { s3Source } = await import('./s3Source.ts');
      return s3Source(await open(), object, signal);
    },
    async *list(where, signal) {
      const { listArchives } = await import('./listArchives.ts');
      yield* listArchives(await open(), where, signal);
    },
  };
}
