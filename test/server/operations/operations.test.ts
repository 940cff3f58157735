import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastify from 'fastify';

import { buildApp } from '../../../server/app.ts';
import { startIngestion } from '../../../server/ingest/startIngestion.ts';
import { countedS3 } from '../../../server/operations/countedS3.ts';
import { Measures } from '../../../server/operations/measures.ts';
import { readyz } from '../../../server/operations/readyz.ts';
import { problems } from '../../../server/plugins/problems.ts';
import type { Parts } from '../../../server/parts.ts';
import { OwnQueue } from '../../../server/queue/ownQueue.ts';
import { S3Trouble } from '../../../server/s3/s3Trouble.ts';
import { parseSettings } from '../../../server/settings.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { openSqlite } from '../../../src/stores/sqlite/openSqlite.ts';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { SAMPLE, sampleArchives, sampleTruth } from '../../fixtures/sample.ts';
import { NOW, openApp, sampleStore } from '../openApp.ts';
import { inFolder, memoryStore } from '../ingest/takenIn.ts';

describe('healthz and readyz', () => {
  it('say that the server runs and that its store answers', async () => {
    const app = await openApp(memoryStore());
    assert.deepEqual((await app.inject('/healthz')).json(), { status: 'ok' });
    assert.deepEqual((await app.inject('/readyz')).json(), { status: 'ready' });
    await app.close();
  });

  it('a store that does not answer: alive, not ready, and why is not told', async () => {
    const store: TracebackStore = Object.create(memoryStore(), {
      status: { value: () => Promise.reject(new Error('/secret/file')) },
    }) as TracebackStore;
    const app = await openApp(store);
    assert.equal((await app.inject('/healthz')).statusCode, 200);
    const { statusCode, body } = await app.inject('/readyz');
    assert.equal(statusCode, 503);
    assert.ok(!body.includes('secret'));
    await app.close();
  });

  it('a server that is stopping: not ready', async () => {
    const app = fastify({ return503OnClosing: false });
    problems(app);
    readyz(app, { store: memoryStore() } as unknown as Parts);
    let answer: { status: number; detail: string } | undefined;
    app.addHook('preClose', async () => {
      answer = (await (await fetch(`${address}/readyz`)).json()) as typeof answer;
    });
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    assert.equal((await fetch(`${address}/readyz`)).status, 200);
    await app.close();
    assert.deepEqual([answer?.status, answer?.detail], [503, 'The server is stopping.']);
  });
});

describe('metrics', () => {
  it('tell what is stored, and how long requests and the store took', async () => {
    const app = await openApp(await sampleStore());
    await app.inject('/api/groups?limit=1');
    await app.inject('/api/nothing');
    const { body, headers } = await app.inject('/metrics');
    assert.match(String(headers['content-type']), /^text\/plain; version=/);
    const tracebacks = sampleArchives().flatMap(sampleTruth).length;
    for (const line of [
      `store_items{kind="tracebacks"} ${tracebacks}`,
      `archives{state="done"} ${sampleArchives().length}`,
      'archives{state="failed"} 0',
      'ingestion_pending 0',
      'http_request_duration_seconds_count{method="GET",route="/api/groups",status="200"} 1',
      'http_request_duration_seconds_count{method="GET",route="none",status="404"} 1',
      'store_request_duration_seconds_count{request="groups"} 1',
    ])
      assert.ok(body.includes(`${line}\n`), `${line}\n${body.slice(0, 3000)}`);
    assert.match(body, /^process_resident_memory_bytes \d/m);
    await app.close();
  });

  it('tell what was taken in, once for each archive that was read, and what S3 refused and has not', () =>
    inFolder(async (folder) => {
      const measures = new Measures();
      const store = await openSqlite(join(folder, 'store.db'), { timeZone: 'UTC', rules: NO_RULES });
      const ingestion = startIngestion(store, NO_RULES, { tookIn: measures.tookIn });
      const { settings } = parseSettings({ S3_BUCKETS: 'logs' });
      const refusing = {
        archive: () => Promise.reject(new S3Trouble(404, 'gone')),
        list: async function* () {
          yield* [];
          throw new S3Trouble(502, 'refused');
        },
      };
      const s3 = countedS3(refusing, measures.s3Failed);
      const queue = new OwnQueue({ store, ingestion });
      const now = () => NOW;
      const app = await buildApp({ store, ingestion, queue, s3, settings, rules: NO_RULES, now }, undefined, measures);
      const [name = ''] = sampleArchives();
      const row = await ingestion.ingest(join(SAMPLE, name));
      await ingestion.ingest(join(SAMPLE, name));
      await ingestion.ingest(join(folder, 'nothing.tsv'));
      for (const hour of ['13', '16'])
        await store.queueArchive({
          name: `s3://logs/dt=2029-12-31/2029-12-31-${hour}.tsv`,
          etag: 'a',
          parser: 1,
          at: 0,
        });
      const post = { method: 'POST', headers: { 'sec-fetch-site': 'same-origin' } } as const;
      assert.equal((await app.inject({ ...post, url: '/api/parse_s3', payload: { key: 'a.tsv' } })).statusCode, 404);
      const day = { date: '2016-08-12' };
      assert.equal((await app.inject({ ...post, url: '/api/parse_s3_day', payload: day })).statusCode, 502);
      const { body } = await app.inject('/metrics');
      for (const line of [
        'ingested_archives_total{outcome="done"} 1',
        'ingested_archives_total{outcome="partial"} 0',
        'ingested_archives_total{outcome="failed"} 1',
        `ingested_bytes_total ${row.bytes}`,
        `ingested_lines_total ${row.lines}`,
        `ingested_tracebacks_total ${row.tracebacks}`,
        's3_errors_total{status="404"} 1',
        's3_errors_total{status="502"} 1',
        's3_errors_total{status="503"} 0',
        'missing_hours{place="s3://logs/"} 7',
        'archives{state="queued"} 2',
      ])
        assert.ok(body.includes(`${line}\n`), `${line}\n${body.replaceAll(/^(?:#|nodejs|process).*\n/gm, '')}`);
      await app.close();
      await ingestion.close();
      await store.close();
    }));

  it('are all explained in docs/operations.md', async () => {
    const text = await readFile(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');
    const names = (await new Measures().registry.getMetricsAsJSON()).map(({ name }) => name);
    const own = names.filter((name) => !/^(?:nodejs|process)_/.test(name));
    assert.ok(own.length > 5);
    assert.deepEqual(
      own.filter((name) => !text.includes(`\`${name}\``)),
      [],
    );
    // And the other way round: an alert on what is not there never comes.
    const alerts = /^## Alerts\n(.*?)^## /ms.exec(text)?.[1] ?? '';
    const alerted = [...alerts.matchAll(/\b([a-z0-9]+(?:_[a-z0-9]+)+)(?=[{[ ])/g)].map(([, name = '']) => name);
    assert.ok(alerted.length > 5);
    assert.deepEqual(
      alerted.filter((name) => !names.includes(name.replace(/_(?:bucket|count)$/, ''))),
      [],
    );
  });
});
