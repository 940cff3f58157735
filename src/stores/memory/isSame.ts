import type { Kept } from './memoryTracebacks.ts';

/** Whether saving would change nothing: the same traceback in the same archive, whatever the order of its fields. */
export function isSame(next: Omit<Kept, 'day'>, kept: Kept | undefined): boolean {
  return kept !== undefined && fixed(next) === fixed(kept);
}

/** All that makes one version of a traceback differ from another. */
function fixed({ traceback, archive, joined }: Omit<Kept, 'day'>): string {
  const { context, labels, ...rest } = traceback;
  const fields = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    archive,
    joined,
    fields,
    Object.entries(labels).map(String).sort(),
    context.cut,
    String(context.before),
    String(context.after),
  ]);
}
