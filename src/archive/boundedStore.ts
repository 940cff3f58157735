import { archiveHour, neighbours } from '../core/papertrail/archiveName.ts';
import type { StreamBorder } from '../core/papertrail/border.ts';
import type { PackedContext } from '../core/papertrail/context.ts';
import type { IndexedTraceback } from '../core/python/traceback.ts';
import { ArchiveError } from '../ingest/archiveSource.ts';
import { MemoryStore } from '../stores/memory/memoryStore.ts';
import type { ArchiveClaim, ArchiveWriter, StoreOptions } from '../stores/store.ts';
import { ContextShelf } from './contextShelf.ts';

/** How much a store in the editor takes, in bytes of memory. */
export interface StoreBounds {
  /** Tracebacks and their contexts together, as estimated. */
  tracebacks: number;
  /** What archives keep of their hours' ends. Beyond it those of earlier hours go: what the hour cut stays as it was joined. */
  borders: number;
}

/** Room for some 40,000 tracebacks, a dozen busy hours. */
const EDITOR_BOUNDS: StoreBounds = { tracebacks: 512e6, borders: 96e6 };

/** What one traceback's objects take beside copies of its text, by measure. */
const OBJECTS = 4_096;
const COPIES_OF_TEXT = 3;

const NOTHING = new Uint8Array(0);
/** From the beginning of an hour to the end of the next, when its borders can go. */
const BOTH_NEIGHBOURS = 2 * 3_600_000;

const FULL =
  'There is no room for more tracebacks in the editor’s memory: close the log archives and open fewer at a time, or let the companion server take them in.';

/** The memory store for an editor's archives: contexts lie compressed in it, and it says when it is full instead of taking all memory. */
export class BoundedStore extends MemoryStore {
  readonly #bounds: StoreBounds;
  readonly #contexts = new ContextShelf();
  /** Estimated bytes of each traceback, its context not counted, by archive. */
  readonly #sizes = new Map<string, Map<string, number>>();
  #bytes = 0;
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
        if (this.#bytes + this.#contexts.bytes >= this.#bounds.tracebacks) {
          full = true;
          throw new ArchiveError(FULL);
        }
        for (const { id } of tracebacks) written.add(id);
        await this.#contexts.put(tracebacks);
        await writer.write(tracebacks.map((traceback) => this.#count(traceback, claim.name)));
      },
      replace: async (borders) => {
        const sizes = this.#sizes.get(claim.name);
        for (const id of sizes?.keys() ?? []) if (!written.has(id)) this.#drop(id, claim.name);
        await writer.replace(await this.#boundBorders(claim.name, borders));
      },
      close: (outcome) => writer.close(full ? { ...outcome, state: 'partial', error: FULL } : outcome),
    };
  }

  /** That of one that was joined across the hour since came with it. */
  protected override contextOf(traceback: IndexedTraceback): PackedContext {
    const { before, after } = traceback.context;
    const shelved = before.length === 0 && after.length === 0 ? this.#contexts.get(traceback.id) : undefined;
    return shelved ?? traceback.context;
  }

  /** The traceback without its context, which lies on the shelf. */
  #count(traceback: IndexedTraceback, archive: string): IndexedTraceback {
    const sizes = this.#sizes.get(archive) ?? new Map<string, number>();
    this.#sizes.set(archive, sizes);
    const bytes = COPIES_OF_TEXT * traceback.text.length + OBJECTS;
    this.#bytes += bytes - (sizes.get(traceback.id) ?? 0);
    sizes.set(traceback.id, bytes);
    return { ...traceback, context: { before: NOTHING, after: NOTHING } };
  }

  #drop(id: string, archive: string): void {
    this.#contexts.drop(id);
    this.#bytes -= this.#sizes.get(archive)?.get(id) ?? 0;
    this.#sizes.get(archive)?.delete(id);
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

function hourOf(archive: string): number {
  return archiveHour(archive) ?? 0;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
