import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Parts } from './parts.ts';

/** Takes the sample data set into a store that is empty, and says so; a newcomer then sees tracebacks at once. Gives how many. */
export async function takeInSample(
  { store, ingestion }: Parts,
  folder: string,
  log: FastifyBaseLogger,
  signal: AbortSignal,
): Promise<number> {
  const { archives, tracebacks } = await store.status();
  if (archives > 0 || tracebacks > 0) return 0;
  for await (const file of glob('dt=*/*.tsv.gz', { cwd: folder })) {
    if (signal.aborted) break;
    await ingestion.ingest(join(folder, file), { signal });
  }
  const { tracebacks: count } = await store.status();
  if (count > 0)
    log.info(
      `The store was empty: took in the sample data set, ${count} tracebacks of a web shop (--no-sample leaves it out)`,
    );
  return count;
}
