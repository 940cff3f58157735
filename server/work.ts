import { startIngestion } from './ingest/startIngestion.ts';
import { openLog } from './openLog.ts';
import { openStore } from './openStore.ts';
import { openQueue } from './queue/openQueue.ts';
import { readRules } from './rulesFile.ts';
import type { Settings } from './settings.ts';

/**
 * Runs a worker until the signal ends it: takes archives from the queue into the store, and nothing else. When it ends it hands back
 * the archive under way, whose message another takes at once.
 */
export async function work(settings: Settings & { queueUrl: URL }, signal: AbortSignal): Promise<void> {
  const { log, close: closeLog } = await openLog(settings);
  const rules = readRules(settings.rulesFile);
  const store = await openStore(settings, rules);
  const ingestion = startIngestion(store, rules);
  const { take, close } = await openQueue({ store, ingestion, settings });
  try {
    await take({ store, ingestion, settings }, log, signal);
    log.info('ended: the archive under way, if there was one, is handed back');
  } finally {
    close();
    await ingestion.close();
    await store.close();
    await closeLog();
  }
}
