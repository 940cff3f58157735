import { once } from 'node:events';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { closeApp } from './closeApp.ts';
import { startIngestion } from './ingest/startIngestion.ts';
import { keepTidy } from './keepTidy.ts';
import { openLog } from './openLog.ts';
import { openStore } from './openStore.ts';
import { packageRoot } from './packageRoot.ts';
import { watchNews } from './feeds/watchNews.ts';
import { countedS3 } from './operations/countedS3.ts';
import { Measures } from './operations/measures.ts';
import type { Parts } from './parts.ts';
import { openQueue } from './queue/openQueue.ts';
import { readRules } from './rulesFile.ts';
import { takeInSample } from './sample.ts';
import { lazyS3 } from './s3/s3Access.ts';
import { watchBuckets } from './s3/watchBuckets.ts';
import type { Settings } from './settings.ts';
import { openDesk } from './tickets/openDesk.ts';
import { watchJira } from './tickets/watchJira.ts';

/** What `serve` is told beside its settings. */
export interface ServeOptions {
  /** Take in the sample data set when the store is empty. */
  sample: boolean;
  /** Ends it, as SIGINT and SIGTERM do. */
  signal: AbortSignal;
}

/**
 * Runs the server until the signal ends it: opens the store, takes up what was left undone, listens. When it ends it
 * finishes the answers under way, hands back the archive under way, and closes the store.
 */
export async function serve(settings: Settings, { sample, signal }: ServeOptions): Promise<void> {
  const { log, close: closeLog } = await openLog(settings);
  const rules = readRules(settings.rulesFile);
  const store = await openStore(settings, rules, { readersFirst: true });
  const measures = new Measures();
  const ingestion = startIngestion(store, rules, { readersFirst: true, tookIn: measures.tookIn });
  const { queue, take, sendLost, close: closeQueue } = await openQueue({ store, ingestion, settings });
  const desk = openDesk(settings, { store, now: Date.now, signal });
  const parts: Parts = {
    store,
    ...(desk && { desk }),
    ingestion,
    queue,
    s3: countedS3(lazyS3(process.env), measures.s3Failed),
    settings,
    rules,
    now: Date.now,
  };
  let app: FastifyInstance | undefined;
  try {
    if (sample) await takeInSample(parts, join(packageRoot(), 'test/fixtures/shop/archives/logs'), log, signal);
    if (signal.aborted) return;
    app = await buildApp(parts, log, measures);
    await listen(app, settings);
    const tidying = keepTidy({ ...parts, sendLost }, log, signal);
    const watching = watchBuckets(parts, log, signal);
    const telling = watchNews(parts, log, signal);
    const readingJira = watchJira(parts, log, signal);
    const taking = take(parts, log, signal);
    await Promise.race([taking.then(() => aborted(signal)), aborted(signal)]);
    log.info('ending: answers are finished, the archive under way is handed back');
    await Promise.all([closeApp(app), taking]);
    await ingestion.close();
    await Promise.all([tidying, watching, telling, readingJira]);
  } finally {
    await app?.close();
    closeQueue();
    await ingestion.close();
    await store.close();
    await closeLog();
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

async function listen(app: FastifyInstance, { host, port }: Settings): Promise<void> {
  try {
    await app.listen({
      host,
      port,
      listenTextResolver: (address) => `Assertion Context is at ${address}/ (Ctrl-C ends it)`,
    });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new Error(`Port ${port} of ${host} is in use: end what uses it, or set PORT to another.`, { cause: error });
    if (code === 'EACCES')
      throw new Error(`Port ${port} may not be used by this user: set PORT to one above 1023.`, { cause: error });
    if (code === 'EADDRNOTAVAIL')
      throw new Error(`${host} is no address of this machine: correct HOST.`, { cause: error });
    throw error;
  }
}
