import assert from 'node:assert/strict';
import fastify from 'fastify';

import { readyz } from '../../../server/operations/readyz.ts';
import { problems } from '../../../server/plugins/problems.ts';
import type { Parts } from '../../../server/parts.ts';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { sampleArchives, sampleTruth } from '../../fixtures/sample.ts';
import { openApp, sampleStore } from '../openApp.ts';
import { memoryStore } from '../ingest/takenIn.ts';

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
});
