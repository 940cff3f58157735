import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { openSqlite } from '../../../src/stores/sqlite/openSqlite.ts';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { memoryStore } from '../ingest/takenIn.ts';

/** An empty store, and how to end it with what it left on disk. */
export interface OpenStore {
  store: TracebackStore;
  close(): Promise<void>;
}

/** The stores that the app runs over, by name. */
export const STORES: Record<string, () => Promise<OpenStore>> = {
  memory: async () => ({ store: memoryStore(), close: async () => undefined }),
  SQLite: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'api-'));
    const store = await openSqlite(join(folder, 'tracebacks.db'), { timeZone: 'UTC', rules: NO_RULES });
    return {
      store,
      close: async () => {
        await store.close();
        await rm(folder, { recursive: true });
      },
    };
  },
};
