import { Readable, pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ArchiveTotals } from '../core/python/archiveFinder.ts';
import { ArchiveError, type ArchiveSource } from './archiveSource.ts';

/** What takes an archive's uncompressed bytes. */
export interface ArchiveSink {
  /** The bytes are only there until it is through; it may give a promise to be waited for before more come. */
  push(chunk: Uint8Array): void | Promise<void>;
}

/** How reading an archive ended. */
export interface ReadOutcome {
  /** `partial`: it is cut short or corrupt, what could be read was. */
  state: 'done' | 'partial';
  /** Bytes read, as they stand in the archive. */
  bytes: number;
  /** Why it is not all: a sentence to show. */
  error?: string;
}

/** Bytes that gunzip gives out at a time; 1 MiB saves no time and takes 10 MB more. */
const CHUNK_SIZE = 262_144;
const SMALL_CHUNK = 1_024;

/**
 * Reads an archive, gzipped or plain, into a sink, and waits for it: memory does not depend on the archive's size.
 * Throws ArchiveError when nothing can be read or the source does not give it all, and the signal's reason when it is aborted.
 */
export async function readArchive(
  source: ArchiveSource,
  sink: ArchiveSink,
  { signal, onBytes }: { signal?: AbortSignal | undefined; onBytes?: (bytes: number) => void } = {},
): Promise<ReadOutcome> {
  let bytes = 0;
  let unpacked = 0;
  let input: Readable | undefined;
  try {
    input = source.read();
    const chunks = countBytes(input, (size) => {
      bytes += size;
      onBytes?.(bytes);
    });
    const take = async (chunk: Uint8Array): Promise<void> => {
      signal?.throwIfAborted();
      unpacked += chunk.length;
      await sink.push(chunk);
    };
    try {
      for await (const chunk of await unpack(chunks, CHUNK_SIZE)) await take(chunk);
    } catch (error) {
      if (source.size === undefined || (error as NodeJS.ErrnoException).code !== 'Z_DATA_ERROR') throw error;
      // Gunzip keeps to itself what it had of the chunk in which the damage is: once more, in small ones.
      input.destroy();
      input = source.read();
      for await (const chunk of skip(
        await unpack(
          countBytes(input, () => {}),
          SMALL_CHUNK,
        ),
        unpacked,
      ))
        await take(chunk);
    }
    signal?.throwIfAborted();
    if (bytes === 0) throw new ArchiveError(`${source.label} is empty (0 bytes): it holds no log lines.`);
    return { state: 'done', bytes };
  } catch (error) {
    signal?.throwIfAborted();
    const trouble = describe(source, error as NodeJS.ErrnoException);
    // What its source cannot give says nothing of the archive: the next try may get all of it.
    if (trouble === undefined || error instanceof ArchiveError) throw error;
    if (unpacked === 0) throw new ArchiveError(trouble, { cause: error });
    return { state: 'partial', bytes, error: `${trouble} What could be read was kept.` };
  } finally {
    input?.destroy();
  }
}

/** Throws ArchiveError when an archive that was read to its end holds lines, and none of them is a log line. */
export function checkLines(source: ArchiveSource, { lines, malformed }: ArchiveTotals): void {
  if (lines === 0 || malformed < lines) return;
  const what = lines === 1 ? 'its only line has not' : `none of its ${lines.toLocaleString('en')} lines has`;
  throw new ArchiveError(
    `${source.label} is no Papertrail archive: ${what} ten columns separated by tabs, the first an id.`,
  );
}

async function* countBytes(
  input: AsyncIterable<Uint8Array>,
  count: (size: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of input) {
    count(chunk.length);
    yield chunk;
  }
}

/** The bytes after the first so many. */
async function* skip(chunks: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  for await (const chunk of chunks) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** Gunzips what begins as gzip does, and leaves the rest as it is. */
async function unpack(chunks: AsyncGenerator<Uint8Array>, chunkSize: number): Promise<AsyncIterable<Uint8Array>> {
  const first = await chunks.next();
  let head = first.done ? new Uint8Array(0) : first.value;
  while (head.length === 1) {
    const next = await chunks.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const whole = prepend(head, chunks);
  return head[0] === 0x1f && head[1] === 0x8b ? gunzip(whole, chunkSize) : whole;
}

async function* prepend(head: Uint8Array, chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* chunks;
}

/** Gives out what is readable of a cut or corrupt stream, then throws. A chunk is only there until the next one is asked for. */
async function* gunzip(chunks: AsyncGenerator<Uint8Array>, chunkSize: number): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize });
  // The callback only keeps the pipeline's error from being thrown twice: whoever reads the stream gets it.
  pipeline(Readable.from(chunks), stream, () => {});
  for await (const chunk of stream as AsyncIterable<Buffer<ArrayBuffer>>) {
    yield chunk;
    free(chunk);
  }
}

/**
 * Gives a chunk's memory back at once: garbage of this size is collected 60 MB late. Gunzip goes on filling a buffer until
 * it is full, so only the chunk that reaches its end is the last one in it.
 */
function free(chunk: Buffer<ArrayBuffer>): void {
  if (chunk.byteOffset + chunk.length === chunk.buffer.byteLength) chunk.buffer.transfer(0);
}

/** What an error of reading or unpacking says of the archive; undefined when it is about something else. */
function describe({ label }: ArchiveSource, error: NodeJS.ErrnoException): string | undefined {
  if (error instanceof ArchiveError) return error.message;
  if (error.code === 'Z_BUF_ERROR') return `${label} is cut short: its gzip data end before their end.`;
  if (error.code?.startsWith('Z_')) return `${label} is corrupt: ${error.message} in its gzip data.`;
  if (error.syscall === 'read') return `${label} could not be read to its end: ${error.message}.`;
  return undefined;
}
