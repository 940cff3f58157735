import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openSqs } from '../../../server/queue/openSqs.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { PARSER_VERSION } from '../../../src/core/python/archiveFinder.ts';
import { openSqlite } from '../../../src/stores/sqlite/openSqlite.ts';
import { SAMPLE, sampleArchives } from '../../fixtures/sample.ts';
import { makeQueue, type TestQueue } from '../../support/testQueue.ts';
import { startWorker } from '../../support/workerProcess.ts';
import { inFolder } from '../ingest/takenIn.ts';
import { runCommand } from '../cli/runCommand.ts';
import { openApp } from '../openApp.ts';
import { openS3App, type S3App } from '../s3/openS3App.ts';
import { openWorker } from './openWorker.ts';

const [FIRST = '', SECOND = ''] = sampleArchives().filter((name) => name.includes('2016-08-10'));
const nameOf = (archive: string): string => `s3://logs/papertrail/${archive}`;

describe('a server with a queue', () => {
  let opened: S3App;
  let queue: TestQueue;
  let sqs: ReturnType<typeof openSqs>;
  let app: FastifyInstance;
  beforeEach(async () => {
    opened = await openS3App();
    for (const name of sampleArchives()) await opened.s3.put(`papertrail/${name}`, await readFile(join(SAMPLE, name)));
    queue = makeQueue(opened.s3.server);
    sqs = openSqs(queue.address, opened.store);
    const environment = { S3_BUCKETS: 'logs', S3_PREFIX: 'papertrail', ...s3Environment(opened) };
    app = await openApp(opened.store, environment, undefined, { ...opened.parts, queue: sqs.queue });
  });
  afterEach(async () => {
    await app.close();
    sqs.close();
    await opened.close();
  });

  const post = (route: string, payload: object, headers = {}) =>
    app.inject({
      method: 'POST',
      url: `/api/${route}`,
      payload,
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    });
  const keys = () => queue.contents().waiting.map((body): string => JSON.parse(body).key);
  const stateOf = async (archive: string) => (await opened.store.archive(nameOf(archive)))?.state;

  it('puts an archive into the ledger and the queue, and gives what a worker made of it', async () => {
    const worker = openWorker(opened, queue);
    const answer = await post('parse_s3', { key: `papertrail/${FIRST}` });
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal(answer.json<{ state: string }>().state, 'done');
    await worker.stop();
    assert.equal((await post('parse_s3', { key: `papertrail/${FIRST}` })).statusCode, 200);
    assert.deepEqual(keys(), []);
  });

  it('answers 202 once the message is in the queue', async () => {
    const answer = await post('parse_s3', { key: `papertrail/${FIRST}` }, { prefer: 'respond-async' });
    assert.equal(answer.statusCode, 202, answer.body);
    assert.deepEqual([keys(), await stateOf(FIRST)], [[`papertrail/${FIRST}`], 'queued']);
  });

  it('puts the archives of some days there', async () => {
    const answer = await post('parse_s3_day', { date: '2016-08-10' });
    const expected = sampleArchives().filter((name) => name.includes('dt=2016-08-10'));
    assert.deepEqual(answer.json(), { found: expected.length, queued: expected.length, known: 0 });
    assert.deepEqual(keys().toSorted(), expected.map((name) => `papertrail/${name}`).toSorted());
  });

  it('says that the queue is not to be had, with 503', async () => {
    opened.s3.fault = ({ method }) =>
      method === 'POST' ? { kind: 'answer', status: 403, code: 'AccessDenied' } : undefined;
    const answer = await post('parse_s3', { key: `papertrail/${FIRST}` });
    assert.deepEqual([answer.statusCode, answer.headers['retry-after']], [503, '10'], answer.body);
    assert.match(
      answer.json<{ detail: string }>().detail,
      /Could not put archives into the queue .*: access denied \(403\)/,
    );
  });

  it('sends again what waits in the ledger only, when the queue is empty', async () => {
    const now = Date.now();
    const claim = (archive: string, at: number) => ({ name: nameOf(archive), etag: 'e', parser: PARSER_VERSION, at });
    await opened.store.queueArchive(claim(FIRST, now - 3_600_000));
    await opened.store.queueArchive(claim(SECOND, now));
    await opened.store.queueArchive({ ...claim(SECOND, 0), name: '/home/me/2016-08-10-09.tsv.gz' });
    assert.equal(await sqs.sendLost(now), 1);
    assert.deepEqual(keys(), [`papertrail/${FIRST}`]);
    assert.equal(await sqs.sendLost(now), 0);
  });
});

describe('serve and work at a queue', () => {
  it('takes messages, and leaves alone what another is working on', async () => {
    const opened = await openS3App();
    for (const name of [FIRST, SECOND]) await opened.s3.put(`papertrail/${name}`, await readFile(join(SAMPLE, name)));
    const queue = makeQueue(opened.s3.server);
    await inFolder(async (folder) => {
      const file = join(folder, 'tracebacks.db');
      const others = await openSqlite(file, { timeZone: 'UTC', rules: NO_RULES });
      await others.openArchive({ name: nameOf(FIRST), etag: 'e', parser: PARSER_VERSION, at: Date.now() });
      const server = await startWorker(
        { ...s3Environment(opened), S3_BUCKETS: 'logs', STORE_URL: `sqlite:${file}`, QUEUE_URL: queue.address.href },
        { command: 'serve' },
      );
      await queue.ended(queue.send({ bucket: 'logs', key: `papertrail/${SECOND}` }), 'consumed');
      assert.equal((await others.archive(nameOf(SECOND)))?.state, 'done');
      assert.equal((await others.archive(nameOf(FIRST)))?.state, 'running');
      assert.equal(await server.end('SIGTERM'), 0);
      await others.close();
    });
    await opened.close();
  });

  it('do not start when there is no such queue, and says so', async () => {
    const opened = await openS3App();
    await inFolder(async (folder) => {
      const address = new URL(makeQueue(opened.s3.server).address.href.replace(/[^/]+$/, 'nowhere'));
      const environment = { ...s3Environment(opened), STORE_URL: `sqlite:${join(folder, 't.db')}` };
      const { status, err } = await runCommand(['work'], {
        environment: { ...environment, QUEUE_URL: address.href },
        folder,
      });
      assert.equal(status, 1);
      assert.match(err, /nowhere: there is no such queue\. Correct QUEUE_URL\./);
      const without = await runCommand(['work'], { environment, folder });
      assert.equal(without.status, 2);
      assert.match(without.err, /set QUEUE_URL/);
    });
    await opened.close();
  });
});

function s3Environment({ s3 }: S3App): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: s3.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}
