import { lookForTicket, type Creation, type CreationParts } from './createTicket.ts';

/** Waits between two searches, in milliseconds: quick at first, and together more than two minutes. */
export const WAITS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 30_000, 31_000];

/**
 * Looks for a ticket whose making is uncertain, until it is found or search must have shown it. Gives what is known then; an
 * error of one search is the next one's to mend. `wait` ends early when the server does.
 */
export async function searchLater(
  parts: CreationParts,
  { fault, project }: { fault: string; project: string },
  wait: (milliseconds: number) => Promise<void>,
): Promise<Creation | undefined> {
  let found: Creation | undefined;
  for (const milliseconds of WAITS) {
    await wait(milliseconds);
    found = await lookForTicket(parts, fault, project).catch(() => found);
    if (found?.kind !== 'uncertain') break;
  }
  return found;
}
