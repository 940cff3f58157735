import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import { neighbours, archiveHour } from '../core/papertrail/archiveName.ts';
import type { StreamBorder } from '../core/papertrail/border.ts';
import { unpackContext, type PackedContext } from '../core/papertrail/context.ts';
import type { IndexedTraceback } from '../core/python/traceback.ts';
import { ArchiveError } from '../ingest/archiveSource.ts';
import { MemoryStore } from '../stores/memory/memoryStore.ts';
import type { ArchiveClaim, ArchiveWriter, StoreOptions, Traceback } from '../stores/store.ts';

/** How much a store in the editor takes, in bytes of memory. */
export interface StoreBounds {
  /** Tracebacks and their contexts together, as estimated. */
  tracebacks: number;
  /** What archives keep of their hours' ends. Beyond it the earliest hours' go: what the hour cut stays as it was joined. */
  borders: number;
}

/** 512 MB are some 40,000 tracebacks: half a day of a busy site. */
export const EDITOR_BOUNDS: StoreBounds = { tracebacks: 512e6, borders: 96e6 };

/** Objects and strings of one traceback, its text taken apart: measured as 4 KB and three times its text. */
const OBJECTS = 4_096;
const COPIES_OF_TEXT = 3;

const NOTHING = new Uint8Array(0);
/** From the beginning of an hour to the end of the next, when its borders can go. */
const BOTH_NEIGHBOURS = 2 * 3_600_000;
const deflate = promisify(deflateRaw);

interface Shelved {
  archive: string;
  bytes: Uint8Array;
  /** How many bytes of the unpacked ones stand before the traceback. */
  before: number;
  cut: boolean;
  /** What the traceback takes in all. */
  cost: number;
}

/** The memory store for an editor's archives: contexts lie compressed in it, and it says when it is full instead of taking all memory. */
export class BoundedStore extends MemoryStore {
  readonly #bounds: StoreBounds;
  readonly #shelf = new Map<string, Shelved>();
  #cost = 0;
  /** Bytes of the borders that each archive keeps. */
  readonly #borders = new Map<string, number>();

  constructor(options: StoreOptions, bounds: StoreBounds = EDITOR_BOUNDS) {
    super(options);
    this.#bounds = bounds;
  }

  override async openArchive(claim: ArchiveClaim): Promise<ArchiveWriter> {
    const writer = await super.openArchive(claim);
    const written = new Set<string>();
    let full = false;
    return {
      write: async (tracebacks) => {
        if (this.#cost >= this.#bounds.tracebacks) {
          full = true;
          throw new ArchiveError(FULL);
        }
        const bare = await Promise.all(tracebacks.map((traceback) => this.#shelve(traceback, claim.name)));
        for (const { id } of tracebacks) written.add(id);
        await writer.write(bare);
      },
      replace: async (borders) => {
        for (const [id, { archive }] of this.#shelf) if (archive === claim.name && !written.has(id)) this.#drop(id);
        await writer.replace(await this.#boundBorders(claim.name, borders));
      },
      close: (outcome) => writer.close(full ? { ...outcome, state: 'partial', error: FULL } : outcome),
    };
  }

  override async traceback(id: string): Promise<Traceback | undefined> {
    const traceback = await super.traceback(id);
    const shelved = this.#shelf.get(id);
    // One that was joined across the hour since brings its own context.
    if (!traceback || !shelved || traceback.context.before.length > 0 || traceback.context.after.length > 0)
      return traceback;
    return { ...traceback, context: unpackContext(unshelve(shelved)) };
  }

  async #shelve(traceback: IndexedTraceback, archive: string): Promise<IndexedTraceback> {
    const { context, id } = traceback;
    const bytes = await deflate(Buffer.concat([context.before, context.after]), { level: 1 });
    const cost = bytes.length + COPIES_OF_TEXT * traceback.text.length + OBJECTS;
    this.#drop(id);
    this.#cost += cost;
    this.#shelf.set(id, {
      archive,
      bytes: Uint8Array.from(bytes),
      before: context.before.length,
      cut: context.cut === true,
      cost,
    });
    return { ...traceback, context: { before: NOTHING, after: NOTHING } };
  }

  #drop(id: string): void {
    this.#cost -= this.#shelf.get(id)?.cost ?? 0;
    this.#shelf.delete(id);
  }

  /** The borders to keep of an archive: none where its name tells no hour, or when even the earlier hours' room is not enough. */
  async #boundBorders(archive: string, borders: StreamBorder[]): Promise<StreamBorder[]> {
    this.#borders.delete(archive);
    if (!neighbours(archive)) return [];
    const size = sum(borders.map(({ lines }) => lines.length));
    const earlier = [...this.#borders.keys()].filter((name) => hourOf(name) < hourOf(archive));
    for (const name of earlier.sort((a, b) => hourOf(a) - hourOf(b))) {
      if (sum(this.#borders.values()) + size <= this.#bounds.borders) break;
      await this.dropBorders(hourOf(name) + BOTH_NEIGHBOURS);
      this.#borders.delete(name);
    }
    if (sum(this.#borders.values()) + size > this.#bounds.borders) return [];
    this.#borders.set(archive, size);
    return borders;
  }
}

const FULL =
  'There is no room for more tracebacks in the editor’s memory. Close the log archives and open fewer at a time, or let the companion server take them in.';

function unshelve({ bytes, before, cut }: Shelved): PackedContext {
  const whole = inflateRawSync(bytes);
  return { before: whole.subarray(0, before), after: whole.subarray(before), ...(cut && { cut }) };
}

function hourOf(archive: string): number {
  return archiveHour(archive) ?? 0;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
