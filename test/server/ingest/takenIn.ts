import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { localSource } from '../../../src/ingest/archiveSource.ts';
import { ingestArchive } from '../../../src/ingest/ingestArchive.ts';
import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import { indexer } from '../../../src/core/rules/indexer.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { MemoryStore } from '../../../src/stores/memory/memoryStore.ts';
import type { ArchiveRow, Traceback, TracebackStore } from '../../../src/stores/store.ts';

export function memoryStore(): MemoryStore {
  return new MemoryStore({ timeZone: 'UTC', rules: NO_RULES });
}

/** Takes one file in. */
export async function takeIn(
  store: TracebackStore,
  file: string,
  signal = new AbortController().signal,
): Promise<ArchiveRow> {
  const source = await localSource(file);
  return ingestArchive(
    store,
    { index: indexer(NO_RULES), rules: NO_RULES },
    { name: file, source },
    { signal, onProgress: () => {} },
  );
}

/** Every traceback of a store, by id. */
export async function everyTraceback(store: TracebackStore): Promise<Map<string, Traceback>> {
  const all = new Map<string, Traceback>();
  let cursor: string | undefined;
  do {
    const page = await store.tracebacks({
      range: ALL_DAYS,
      limit: 200,
      ...(cursor === undefined ? undefined : { cursor }),
    });
    for (const { id } of page.hits) all.set(id, (await store.traceback(id))!);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

/** Runs something with a folder that is there only meanwhile. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'archives-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
