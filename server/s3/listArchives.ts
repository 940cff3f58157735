import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { addDays, type Day } from '../../src/core/groups/day.ts';
import { archiveHour, isArchiveName } from '../../src/core/papertrail/archiveName.ts';
import { describeS3 } from './s3Trouble.ts';

/** An archive that lies in a bucket. */
export interface ListedArchive {
  bucket: string;
  key: string;
  etag: string;
  size: number;
}

/**
 * The archives of some days (in UTC, as Papertrail names them), oldest first, read a page at a time: the folders
 * `dt=…/` below the prefix, one listing a day. Throws S3Trouble.
 */
export async function* listArchives(
  client: S3Client,
  { bucket, prefix, from, to }: { bucket: string; prefix: string; from: Day; to: Day },
  signal: AbortSignal,
): AsyncGenerator<ListedArchive> {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    yield* listFolder(client, { bucket, prefix: `${prefix}dt=${day}/` }, signal);
  }
}

async function* listFolder(
  client: S3Client,
  { bucket, prefix }: { bucket: string; prefix: string },
  signal: AbortSignal,
): AsyncGenerator<ListedArchive> {
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      ...(token !== undefined && { ContinuationToken: token }),
    });
    const page = await client.send(command, { abortSignal: signal }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw describeS3(error, { bucket, key: '' });
    });
    for (const { Key: key = '', ETag: etag = '', Size: size = 0 } of page.Contents ?? [])
      if (isArchiveName(key) && archiveHour(key) !== undefined) yield { bucket, key, etag, size };
    token = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
}
