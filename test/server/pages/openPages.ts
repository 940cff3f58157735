import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildApp } from '../../../server/app.ts';
import { localSource } from '../../../src/ingest/archiveSource.ts';
import { ingestArchive } from '../../../src/ingest/ingestArchive.ts';
import type { Ingestion } from '../../../server/ingest/ingestion.ts';
import { linesAround } from '../../../src/ingest/linesAround.ts';
import { OwnQueue } from '../../../server/queue/ownQueue.ts';
import { lazyS3 } from '../../../server/s3/s3Access.ts';
import { parseSettings } from '../../../server/settings.ts';
import { indexer } from '../../../src/core/rules/indexer.ts';
import { NO_RULES, type Rules } from '../../../src/core/rules/rules.ts';
import { MemoryStore } from '../../../src/stores/memory/memoryStore.ts';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { Visitor } from './visitor.ts';

/** A site with what it was made of. */
export interface OpenPages {
  app: FastifyInstance;
  store: TracebackStore;
  visitor: Visitor;
  /** The folder that the archives lie in. */
  folder: string;
  close(): Promise<void>;
}

/**
 * The whole app over a store in memory that took in the given archives (name → text, or the paths of files). `now` is where its
 * clock stands.
 */
export async function openPages({
  archives = {},
  files = [],
  now = '2016-08-12T04:00:00Z',
  rules = NO_RULES,
  timeZone = 'UTC',
  storeTimeZone = timeZone,
  pending = 0,
  environment = {},
  ...given
}: {
  archives?: Record<string, string>;
  files?: readonly string[];
  now?: string;
  rules?: Rules;
  timeZone?: string;
  storeTimeZone?: string;
  /** How many archives the ingestion says it is about to read. */
  pending?: number;
  /** Settings beside the time zone. */
  environment?: Record<string, string>;
  /** Another site's store and folder, which stay when this one closes with its app. */
  store?: TracebackStore;
  folder?: string;
} = {}): Promise<OpenPages> {
  const folder = given.folder ?? (await mkdtemp(join(tmpdir(), 'pages-')));
  const store = given.store ?? new MemoryStore({ timeZone: storeTimeZone, rules });
  const written = Object.entries(archives).map(([name, text]) => ({ file: join(folder, name), text }));
  for (const { file, text } of written) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  for (const file of [...files, ...written.map((each) => each.file)]) await takeIn(store, rules, file);
  const { settings } = parseSettings({ TIME_ZONE: timeZone, ...environment });
  const ingestion = readingHere(store, rules, pending);
  const app = await buildApp({
    store,
    ingestion,
    queue: new OwnQueue({ store, ingestion }),
    s3: lazyS3({}),
    settings,
    rules,
    now: () => Date.parse(now),
  });
  return {
    app,
    store,
    visitor: new Visitor(app),
    folder,
    close: async () => {
      await app.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function takeIn(store: TracebackStore, rules: Rules, file: string) {
  const source = await localSource(file);
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  return ingestArchive(store, { index: indexer(rules), rules }, { name: file, source }, options);
}

/** The real ingestion without its thread, which writes to stores that other threads can reach only. */
function readingHere(store: TracebackStore, rules: Rules, pending: number): Ingestion {
  return {
    pending,
    ingest: (file) => takeIn(store, rules, file),
    resume: async () => undefined,
    moreLines: linesAround,
    close: async () => undefined,
  };
}
