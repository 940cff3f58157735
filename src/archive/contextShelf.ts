import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { PackedContext } from '../core/papertrail/context.ts';

/**
 * Contexts that share a compressed block. Each in one of its own takes seven times the processor's time, most of it for
 * setting deflate up; larger blocks make reading one context slow.
 */
const PER_BLOCK = 16;

const deflate = promisify(deflateRaw);

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

  /** Puts contexts by id, in place of what was there. */
  async put(contexts: readonly { id: string; context: PackedContext }[]): Promise<void> {
    const blocks = Array.from({ length: Math.ceil(contexts.length / PER_BLOCK) }, (_, i) =>
      this.#putBlock(contexts.slice(i * PER_BLOCK, (i + 1) * PER_BLOCK)),
    );
    await Promise.all(blocks);
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

  async #putBlock(contexts: readonly { id: string; context: PackedContext }[]): Promise<void> {
    const whole = Buffer.concat(contexts.flatMap(({ context }) => [context.before, context.after]));
    const chunkSize = Math.max(1_024, whole.length >> 2);
    // A copy: what deflate gives is the beginning of a larger buffer.
    const block = Uint8Array.from(await deflate(whole, { level: 1, chunkSize }));
    let start = 0;
    for (const { id, context } of contexts) {
      const [before, after] = [context.before.length, context.after.length];
      this.drop(id);
      const share = block.length / contexts.length;
      this.#shelved.set(id, { block, start, before, after, cut: context.cut === true, share });
      this.#bytes += share;
      start += before + after;
    }
  }
}
