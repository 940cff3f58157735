import { setTimeout as delay } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { s3Name, type S3Object } from '../../src/core/papertrail/s3Address.ts';
import { ArchiveError, type ArchiveSource } from '../../src/ingest/archiveSource.ts';
import { describeS3, passes, S3Trouble } from './s3Trouble.ts';

/** So often a broken connection is taken up again without a byte in between; the SDK retries each request by itself. */
const MOST_BREAKS = 4;
const FIRST_WAIT = 250;

/** An object of S3 as an archive to be read. Looks at it with one request; throws S3Trouble when it is not to be had. */
export async function s3Source(client: S3Client, object: S3Object, signal: AbortSignal): Promise<ArchiveSource> {
  const { bucket: Bucket, key: Key } = object;
  try {
    const { ETag, ContentLength } = await client.send(new HeadObjectCommand({ Bucket, Key }), { abortSignal: signal });
    return new ObjectSource(client, object, { etag: ETag ?? '', size: ContentLength ?? 0, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw describeS3(error, object);
  }
}

class ObjectSource implements ArchiveSource {
  readonly label: string;
  readonly etag: string;
  readonly size: number;
  changed = false;
  readonly #client: S3Client;
  readonly #object: S3Object;
  readonly #signal: AbortSignal;

  constructor(client: S3Client, object: S3Object, seen: { etag: string; size: number; signal: AbortSignal }) {
    this.label = s3Name(object);
    this.etag = seen.etag;
    this.size = seen.size;
    this.#client = client;
    this.#object = object;
    this.#signal = seen.signal;
  }

  read(): Readable {
    return Readable.from(this.#bytes(), { objectMode: false });
  }

  /** The object's bytes in order; a broken connection goes on where it broke, as long as the object is the same. */
  async *#bytes(): AsyncGenerator<Uint8Array> {
    let offset = 0;
    let breaks = 0;
    while (offset < this.size) {
      try {
        for await (const chunk of await this.#get(offset)) {
          offset += chunk.length;
          breaks = 0;
          yield chunk;
        }
        if (offset < this.size) throw new Error(`the connection ended after ${offset} of ${this.size} bytes`);
      } catch (error) {
        this.#signal.throwIfAborted();
        const trouble = this.#trouble(error, offset);
        if (!passes(trouble) || ++breaks > MOST_BREAKS) throw new ArchiveError(trouble.message, { cause: trouble });
        await delay(FIRST_WAIT * 2 ** (breaks - 1) * (0.5 + Math.random()), undefined, { signal: this.#signal });
      }
    }
  }

  async #get(offset: number): Promise<AsyncIterable<Uint8Array>> {
    const { Body } = await this.#client.send(
      new GetObjectCommand({
        Bucket: this.#object.bucket,
        Key: this.#object.key,
        IfMatch: this.etag,
        ...(offset > 0 && { Range: `bytes=${offset}-` }),
      }),
      { abortSignal: this.#signal },
    );
    return Body as AsyncIterable<Uint8Array>;
  }

  #trouble(error: unknown, offset: number): S3Trouble {
    const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode;
    this.changed = name === 'PreconditionFailed' || status === 412;
    if (status === 416)
      return new S3Trouble(
        502,
        `Could not read ${this.label}: S3 said that it has ${this.size} bytes, and gave ${offset}.`,
        { cause: error },
      );
    if (!this.changed) return describeS3(error, this.#object);
    return new S3Trouble(502, `${this.label} was replaced while it was read.`, { cause: error });
  }
}
