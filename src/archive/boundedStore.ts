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

/** Room for some 80,000 tracebacks, a day of busy hours. */
const EDITOR_BOUNDS: StoreBounds = { tracebacks: 512e6, borders: 96e6 };

/** What one traceback's objects take beside its text, of two bytes a character, and more than was measured. */
const OBJECTS = 2_048;
const BYTES_OF_TEXT = 2;

/** Stands for a context that lies on the shelf. No context of an archive is like it: cut, and without a line. */
const ON_SHELF: PackedContext = { before: new Uint8Array(0), after: new Uint8Array(0), cut: true };

/** From the beginning of an hour to the end of the next, when its borders can go. */
const BOTH_NEIGHBOURS = 2 * 3_600_000;

const FULL =
  'There is no room for more tracebacks in the editor’s memory: close the log archives and open fewer at a time, or let the companion server take them in.';

/** The memory store for an editor's archives: contexts lie compressed in it, and it says when it is full instead of taking all memory. */
export class BoundedStore extends MemoryStore {
  readonly #bounds: StoreBounds;
  readonly #contexts = new ContextShelf();
  /** By id: the archive that wrote it last, and its estimated bytes, its context not counted. */
  readonly #written = new Map<string, { archive: string; bytes: number }>();
  #bytes = 0;
  #turn: Promise<void> = Promise.resolve();
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
        for (const { id } of tracebacks) written.add(id);
        await this.#inTurn(this.#contexts.pack(tracebacks), async (blocks) => {
          // Only in turn: what is still being packed before it counts, too.
          if (this.#bytes + this.#contexts.bytes >= this.#bounds.tracebacks) {
            full = true;
            throw new ArchiveError(FULL);
          }
          this.#contexts.put(blocks);
          await writer.write(tracebacks.map((traceback) => this.#count(traceback, claim.name)));
        });
      },
      replace: async (borders) => {
        for (const [id, { archive }] of this.#written) if (archive === claim.name && !written.has(id)) this.#drop(id);
        await writer.replace(await this.#boundBorders(claim.name, borders));
      },
      close: (outcome) => writer.close(full ? { ...outcome, state: 'partial', error: FULL } : outcome),
    };
  }

  /** What is written first is stored first, however long its contexts take to be compressed. */
  #inTurn<Packed>(packed: Promise<Packed>, store: (packed: Packed) => Promise<void>): Promise<void> {
    // It may fail before its turn comes, when nobody listens yet: that would end the process.
    packed.catch(() => {});
    const stored = this.#turn.then(async () => store(await packed));
    this.#turn = stored.catch(() => {});
    return stored;
  }

  /** One that was joined across the hour since has come with its own. */
  protected override contextOf({ id, context }: IndexedTraceback): PackedContext {
    return (context === ON_SHELF ? this.#contexts.get(id) : undefined) ?? context;
  }

  /** The traceback without its context, which lies on the shelf. */
  #count(traceback: IndexedTraceback, archive: string): IndexedTraceback {
    const bytes = BYTES_OF_TEXT * traceback.text.length + OBJECTS;
    this.#bytes += bytes - (this.#written.get(traceback.id)?.bytes ?? 0);
    this.#written.set(traceback.id, { archive, bytes });
    return { ...traceback, context: ON_SHELF };
  }

  #drop(id: string): void {
    this.#contexts.drop(id);
    this.#bytes -= this.#written.get(id)?.bytes ?? 0;
    this.#written.delete(id);
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
