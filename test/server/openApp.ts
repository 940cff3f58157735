import { join } from 'node:path';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';

import { buildApp } from '../../server/app.ts';
import { linesAround } from '../../src/ingest/linesAround.ts';
import type { Parts } from '../../server/parts.ts';
import { OwnQueue } from '../../server/queue/ownQueue.ts';
import { lazyS3 } from '../../server/s3/s3Access.ts';
import { parseSettings } from '../../server/settings.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { SAMPLE, sampleArchives } from '../fixtures/sample.ts';
import { memoryStore, takeIn } from './ingest/takenIn.ts';

/** Where the clock of an app in the tests stands: after the sample. */
export const NOW = Date.parse('2030-01-01T00:00:00Z');

/** A store with the whole sample, in memory unless another is given. */
export async function sampleStore<Store extends TracebackStore>(store: Store): Promise<Store>;
export async function sampleStore(): Promise<TracebackStore>;
export async function sampleStore(store: TracebackStore = memoryStore()): Promise<TracebackStore> {
  for (const name of sampleArchives()) await takeIn(store, join(SAMPLE, name));
  return store;
}

/** The whole app over a store. `environment`: its settings; archives are read on this thread. */
export async function openApp(
  store: TracebackStore,
  environment: Record<string, string> = {},
  log?: FastifyBaseLogger,
  given: Partial<Parts> = {},
): Promise<FastifyInstance> {
  const ingestion = given.ingestion ?? {
    pending: 0,
    ingest: (file: string) => takeIn(store, file),
    resume: async () => undefined,
    moreLines: linesAround,
    close: async () => undefined,
  };
  const { settings } = parseSettings({ TIME_ZONE: 'UTC', ...environment });
  const s3 = lazyS3(environment);
  const queue = new OwnQueue({ store, ingestion });
  return buildApp({ store, ingestion, queue, s3, settings, rules: NO_RULES, now: () => NOW, ...given }, log);
}
