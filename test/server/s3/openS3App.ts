import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { startIngestion } from '../../../server/ingest/startIngestion.ts';
import type { ServerStore } from '../../../server/openStore.ts';
import type { Parts } from '../../../server/parts.ts';
import { OwnQueue } from '../../../server/queue/ownQueue.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { openSqlite } from '../../../src/stores/sqlite/openSqlite.ts';
import { openS3Server, type S3Server } from '../../support/s3Server.ts';
import { openApp } from '../openApp.ts';

export interface S3App {
  app: FastifyInstance;
  s3: S3Server;
  store: ServerStore;
  parts: Pick<Parts, 'store' | 'ingestion' | 'queue'>;
  /** Until nothing waits or is under way. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** The app with its real ingestion and a store on disk, beside an S3 server with the bucket `logs`. */
export async function openS3App(settings: Record<string, string> = {}): Promise<S3App> {
  const s3 = await openS3Server();
  const environment = {
    AWS_ENDPOINT_URL: s3.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_MAX_ATTEMPTS: '2',
  };
  const former = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  // The SDK reads them from the process, on the ingestion's thread too.
  Object.assign(process.env, environment);
  const folder = await mkdtemp(join(tmpdir(), 's3-'));
  const store = await openSqlite(join(folder, 'tracebacks.db'), { timeZone: 'UTC', rules: NO_RULES });
  const ingestion = startIngestion(store, NO_RULES);
  const app = await openApp(
    store,
    { S3_BUCKETS: 'logs, spare', S3_PREFIX: 'papertrail', ...environment, ...settings },
    undefined,
    { ingestion },
  );
  return {
    app,
    s3,
    store,
    parts: { store, ingestion, queue: new OwnQueue({ store, ingestion }) },
    async idle() {
      await ingestion.resume();
    },
    async close() {
      await app.close();
      await ingestion.close();
      await store.close();
      await s3.close();
      await rm(folder, { recursive: true });
      for (const [name, value] of former)
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
    },
  };
}
