import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { PackedContext } from '../core/papertrail/context.ts';

/**
 * Contexts that share a compressed block. Each in one of its own takes seven times the processor's time, most of it for
 * setting deflate up; larger blocks make reading one context slow.
 */
const PER_BLOCK = 16;

const deflate = promisify(deflateRaw);

/** Contexts compressed together, in their order: how many bytes each has before and after its traceback. */
interface PackedBlock {
  block: Uint8Array;
  contexts: { id: string; before: number; after: number; cut: boolean }[];
}

/** Where a context lies in its block's uncompressed bytes. */
interface Shelved {
  block: Uint8Array;
  start: number;
  before: number;
  after: number;
  cut: boolean;
  /** The context's share of the block, in bytes. */
  share: number;
}

/** Contexts kept compressed: a sixth of their size. (Not with zstd, which not every editor's Node has.) */
export class ContextShelf {
  readonly #shelved = new Map<string, Shelved>();
  #bytes = 0;

  /** Bytes that the contexts take. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Compresses contexts, to be put in place of what was there. */
  async pack(contexts: readonly { id: string; context: PackedContext }[]): Promise<PackedBlock[]> {
    const blocks = Array.from({ length: Math.ceil(contexts.length / PER_BLOCK) }, (_, i) =>
      packBlock(contexts.slice(i * PER_BLOCK, (i + 1) * PER_BLOCK)),
    );
    return Promise.all(blocks);
  }

  put(blocks: readonly PackedBlock[]): void {
    for (const { block, contexts } of blocks) {
      let start = 0;
      for (const { id, before, after, cut } of contexts) {
        this.drop(id);
        const share = block.length / contexts.length;
        this.#shelved.set(id, { block, start, before, after, cut, share });
        this.#bytes += share;
        start += before + after;
      }
    }
  }

  get(id: string): PackedContext | undefined {
    const shelved = this.#shelved.get(id);
    if (!shelved) return undefined;
    const { block, start, before, after, cut } = shelved;
    const whole = inflateRawSync(block);
    const middle = start + before;
    return {
      before: whole.subarray(start, middle),
      after: whole.subarray(middle, middle + after),
      ...(cut && { cut }),
    };
  }

  drop(id: string): void {
    this.#bytes -= this.#shelved.get(id)?.share ?? 0;
    this.#shelved.delete(id);
  }
}

async function packBlock(contexts: readonly { id: string; context: PackedContext }[]): Promise<PackedBlock> {
  const whole = Buffer.concat(contexts.flatMap(({ context }) => [context.before, context.after]));
  const chunkSize = Math.max(1_024, whole.length >> 2);
  const block = await deflate(whole, { level: 1, chunkSize });
  return {
    // A copy: what deflate gives is the beginning of a larger buffer.
    block: Uint8Array.from(block),
    contexts: contexts.map(({ id, context: { before, after, cut } }) => ({
      id,
      before: before.length,
      after: after.length,
      cut: cut === true,
    })),
  };
}
