import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ArchiveError, localSource, missingSource, type ArchiveSource } from '../ingest/archiveSource.ts';
import type { ArchiveInput } from './archiveProtocol.ts';

/** Bytes handed over that are kept to load more lines from: some hours of compressed ones. */
const MOST_KEPT = 128e6;
/** Bytes given to the reader at a time. */
const PIECE = 262_144;

/** The archives of a session by name, to be read again when more lines are asked for. */
export class ArchiveInputs {
  readonly #inputs = new Map<string, ArchiveInput>();

  /** How to read it; an archive that is not to be had gives a source that says why. Beyond the bound the bytes of the oldest go. */
  async add(input: ArchiveInput): Promise<ArchiveSource> {
    this.#inputs.delete(input.name);
    this.#inputs.set(input.name, input);
    for (const [name, kept] of this.#inputs) {
      if (this.#keptBytes <= MOST_KEPT) break;
      if (kept.kind === 'bytes' && name !== input.name) this.#inputs.delete(name);
    }
    return sourceOf(input).catch((error: unknown) => {
      if (error instanceof ArchiveError) return missingSource(labelOf(input), error);
      throw error;
    });
  }

  /** The archive with this name once more. Throws ArchiveError when it is not at hand. */
  async open(name: string): Promise<ArchiveSource> {
    const input = this.#inputs.get(name);
    if (!input) throw new ArchiveError(`${name} is not at hand any more.`);
    return sourceOf(input);
  }

  get #keptBytes(): number {
    let bytes = 0;
    for (const input of this.#inputs.values()) if (input.kind === 'bytes') bytes += input.bytes.byteLength;
    return bytes;
  }
}

async function sourceOf(input: ArchiveInput): Promise<ArchiveSource> {
  return input.kind === 'file' ? localSource(input.path) : bytesSource(input);
}

function labelOf(input: ArchiveInput): string {
  return input.kind === 'file' ? input.path : input.label;
}

function bytesSource({ label, bytes }: Extract<ArchiveInput, { kind: 'bytes' }>): ArchiveSource {
  const all = new Uint8Array(bytes);
  return {
    label,
    etag: createHash('sha256').update(all).digest('hex'),
    size: all.length,
    read: () => Readable.from(pieces(all), { objectMode: true }),
  };
}

function* pieces(all: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < all.length; from += PIECE) yield all.subarray(from, from + PIECE);
}
