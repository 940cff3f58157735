import { counted, exactNumber } from '../core/wording/number.ts';
import type { MovedPage, Moving, MovingPart } from './moving.ts';
import { StoreError } from './store.ts';

const PARTS = ['tracebacks', 'groups', 'records', 'archives'] as const;
type PartName = (typeof PARTS)[number];

/** One of each, as people call it. */
export const PART_NAMES: Record<PartName, string> = {
  tracebacks: 'traceback',
  groups: 'fault',
  records: 'record',
  archives: 'archive',
};

/** How far a copy is: the part that is under way, how many of it were read, of how many. */
export interface CopyProgress {
  part: PartName;
  done: number;
  of: number;
}

/** How many of each part there were, and what is not the same in the copy afterwards: a sentence each. */
export interface CopyOutcome {
  counts: Record<PartName, number>;
  differences: string[];
}

/**
 * Moves everything from one store to another, a page at a time; what is there already is written over or left. Cut short, it is
 * made whole by another call. The other store must have the same time zone: days would be other days. Throws StoreError, and the
 * signal's reason.
 */
export async function copyStore(
  from: Moving,
  to: Moving,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: CopyProgress) => void },
): Promise<CopyOutcome> {
  if (from.timeZone !== to.timeZone) {
    throw new StoreError(
      'failed',
      `The store to copy to has days of ${to.timeZone}, the other one of ${from.timeZone}. Copy to an empty one.`,
    );
  }
  const frozen = await from.frozenBefore();
  if (frozen !== undefined) await to.freeze(frozen);
  const counts: Record<PartName, number> = { tracebacks: 0, groups: 0, records: 0, archives: 0 };
  for (const part of PARTS) {
    const of = (counts[part] = await from[part].count());
    await copyPart<unknown>(from[part], to[part], signal, (done) => onProgress({ part, done, of }));
  }
  const differences: string[] = [];
  for (const part of PARTS) {
    const [had, has] = [await from[part].count(), await to[part].count()];
    if (has !== had) differences.push(`There are ${counted(has, PART_NAMES[part])} instead of ${exactNumber(had)}.`);
  }
  return { counts, differences };
}

async function copyPart<Item>(
  from: MovingPart<Item>,
  to: Pick<MovingPart<Item>, 'put'>,
  signal: AbortSignal,
  onDone: (done: number) => void,
): Promise<void> {
  let done = 0;
  let page: MovedPage<Item> = await from.read();
  for (;;) {
    signal.throwIfAborted();
    // The next page is read while this one is written.
    const { after } = page;
    const [next] = await Promise.all([
      after === undefined ? undefined : from.read(after),
      page.items.length > 0 ? to.put(page.items) : undefined,
    ]);
    done += page.items.length;
    onDone(done);
    if (!next) return;
    page = next;
  }
}
