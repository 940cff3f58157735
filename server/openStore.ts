import type { MessagePort } from 'node:worker_threads';
import type { Rules } from '../src/core/rules/rules.ts';
import { openSqlite } from '../src/stores/sqlite/openSqlite.ts';
import type { TracebackStore } from '../src/stores/store.ts';
import { elasticsearchOptions } from './elasticsearchSettings.ts';
import type { Settings } from './settings.ts';

/** A store that other threads can write to. */
export interface ServerStore extends TracebackStore {
  /** A port for `remoteStore` on another thread; transfer it there. */
  connect(): MessagePort;
}

/**
 * Opens the store that the settings name, and makes it when it is not there. Elasticsearch's client is loaded only when it
 * is asked for: it costs 0.1 s. `readersFirst`: where the processor is short, reading goes before writing. Throws StoreError.
 */
export async function openStore(
  settings: Settings,
  rules: Rules,
  { readersFirst = false }: { readersFirst?: boolean } = {},
): Promise<ServerStore> {
  const { store, timeZone } = settings;
  if (store.kind === 'sqlite') return openSqlite(store.file, { timeZone, rules }, { readersFirst });
  const { openElasticsearch } = await import('../src/stores/elasticsearch/openElasticsearch.ts');
  return openElasticsearch(elasticsearchOptions(settings, store.address), { timeZone, rules });
}
