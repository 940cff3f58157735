import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startIngestion } from '../../../server/ingest/startIngestion.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { StoreError } from '../../../src/stores/store.ts';
import { SAMPLE } from '../../fixtures/sample.ts';
import type { Fault } from '../../support/s3Server.ts';
import { makeQueue, type TestQueue } from '../../support/testQueue.ts';
import { openS3App, type S3App } from '../s3/openS3App.ts';
import { openWorker, type Worker } from './openWorker.ts';

const HOUR = 'dt=2016-08-10/2016-08-10-09.tsv.gz';
const bytes = await readFile(join(SAMPLE, HOUR));

/** S3's own notification. */
const event = (key: string, eventName = 'ObjectCreated:Put', bucket = 'logs') => ({
  Records: [
    { eventSource: 'aws:s3', eventName, s3: { bucket: { name: bucket }, object: { key: encodeURIComponent(key) } } },
  ],
});
const sns = (message: object) => ({
  Type: 'Notification',
  TopicArn: 'arn:aws:sns:eu-west-1:1:t',
  Message: JSON.stringify(message),
});
const bridge = (key: string) => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'logs' }, object: { key } },
});

describe('a worker at the queue', () => {
  let opened: S3App;
  let queue: TestQueue;
  let worker: Worker;
  let keys = 0;
  before(async () => {
    opened = await openS3App();
  });
  after(() => opened.close());
  beforeEach(() => {
    opened.s3.fault = () => undefined;
    opened.s3.requests.length = 0;
    queue = makeQueue(opened.s3.server);
    worker = openWorker(opened, queue);
  });
  afterEach(() => worker.stop());

  /** An object of its own, so that no test finds what another took in. */
  async function put(content: Uint8Array = bytes): Promise<string> {
    const key = `papertrail/dt=2016-08-10/${++keys}/2016-08-10-09.tsv.gz`;
    await opened.s3.put(key, content);
    return key;
  }

  const rowOf = (key: string, bucket = 'logs') => opened.store.archive(`s3://${bucket}/${key}`);

  const messages: [string, (key: string) => object][] = [
    ['S3’s own', (key) => event(key)],
    ['S3’s in SNS', (key) => sns(event(key))],
    ['EventBridge’s', (key) => bridge(key)],
    ['ours', (key) => ({ bucket: 'logs', key })],
  ];
  for (const [what, message] of messages) {
    it(`takes in the archive that a message names: ${what}`, async () => {
      const key = await put();
      await queue.ended(queue.send(message(key)), 'consumed');
      assert.equal((await rowOf(key))?.state, 'done');
      assert.deepEqual(queue.contents(), { waiting: [], underWay: [], dead: [] });
    });
  }

  const quiet: [string, object][] = [
    ['S3’s test event', { Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'logs' }],
    ['a folder', event('papertrail/dt=2016-08-10/')],
    ['what is no archive', event('papertrail/notes.txt')],
    ['an object that was removed', event('papertrail/dt=2016-08-10/2016-08-10-09.tsv.gz', 'ObjectRemoved:Delete')],
  ];
  for (const [what, message] of quiet) {
    it(`deletes quietly a message about ${what}`, async () => {
      const { counts } = await opened.store.archives({ limit: 1 });
      await queue.ended(queue.send(message), 'consumed');
      assert.deepEqual((await opened.store.archives({ limit: 1 })).counts, counts);
      assert.ok(!worker.log.some((line) => JSON.parse(line).level > 40), worker.log.join(''));
    });
  }

  const nonsense: [string, unknown, RegExp][] = [
    ['no JSON', 'hello', /It is no JSON/],
    ['JSON of something else', { hello: 1 }, /This is no notification of S3/],
    ['a key with control characters', { bucket: 'logs', key: 'a\u0001.tsv.gz' }, /control characters/],
    ['a bucket that cannot be', { bucket: 'No Bucket', key: 'a.tsv.gz' }, /no bucket’s name/],
  ];
  for (const [what, message, says] of nonsense) {
    it(`leaves to the dead-letter queue, and tells in its log, what is ${what}`, async () => {
      await queue.ended(queue.send(message), 'dlq');
      assert.equal(queue.contents().dead.length, 1);
      const told = worker.log.filter((line) => says.test(line));
      assert.match(told.at(0) ?? '', /It comes again in 1 s \(time 1 of 2\)/);
      assert.match(told.at(-1) ?? '', /goes to the dead-letter queue/);
    });
  }

  const refused: [string, string, string, RegExp][] = [
    ['in a bucket that is not allowed', 'other', 'papertrail/a.tsv.gz', /The bucket other is not allowed/],
    ['outside of the prefix', 'logs', 'private/a.tsv.gz', /outside of papertrail\//],
    ['in a bucket that is not there', 'spare', 'papertrail/a.tsv.gz', /^Could not read s3:\/\/spare/],
    ['that is not there', 'logs', 'papertrail/none.tsv.gz', /there is no such object/],
  ];
  for (const [what, bucket, key, says] of refused) {
    it(`shows as failed, and leaves to the dead-letter queue, an archive ${what}`, async () => {
      await queue.ended(queue.send({ bucket, key }), 'dlq');
      const row = await rowOf(key, bucket);
      assert.equal(row?.state, 'failed');
      assert.match(row?.error ?? '', says);
    });
  }

  it('shows what is no archive as failed', async () => {
    const key = await put(Buffer.from('\x89PNG\r\n\x1a\n'));
    await queue.ended(queue.send(event(key)), 'dlq');
    assert.match((await rowOf(key))?.error ?? '', /is no Papertrail archive/);
  });

  const passing: [string, Fault, RegExp][] = [
    ['refuses (403)', { kind: 'answer', status: 403, code: 'AccessDenied' }, /access denied \(403\)/],
    ['has not got it yet (404)', { kind: 'answer', status: 404, code: 'NoSuchKey' }, /there is no such object/],
    ['fails (500)', { kind: 'answer', status: 500, code: 'InternalError' }, /S3 failed \(500\)/],
    ['asks to slow down (503)', { kind: 'answer', status: 503, code: 'SlowDown' }, /slow down \(503\)/],
  ];
  for (const [what, fault, says] of passing) {
    it(`takes in later what S3 ${what} at first`, async () => {
      const key = await put();
      opened.s3.fault = ({ method }) => (method === 'HEAD' || method === 'GET' ? fault : undefined);
      const id = queue.send(event(key));
      await worker.logged(says);
      const row = await rowOf(key);
      assert.equal(row?.state, 'failed');
      assert.match(row?.error ?? '', says);
      opened.s3.fault = () => undefined;
      await queue.ended(id, 'consumed');
      assert.equal((await rowOf(key))?.state, 'done');
    });
  }

  it('keeps a message to itself for as long as a slow S3 takes', async () => {
    const key = await put(Buffer.concat(Array.from({ length: 40 }, () => bytes)));
    opened.s3.fault = ({ method }) => (method === 'GET' ? { kind: 'slow', pause: 100 } : undefined);
    await queue.ended(queue.send(event(key)), 'consumed');
    const row = await rowOf(key);
    assert.equal(row?.state, 'done');
    assert.ok((row?.endedAt ?? 0) - (row?.startedAt ?? 0) > 1_000, 'it took no longer than the visibility');
    assert.equal(opened.s3.requests.filter((request) => request.startsWith('HEAD')).length, 1);
  });

  const lengths: [string, string, number, string][] = [
    ['too long in the first look', 'HEAD', 1_000, 'failed'],
    ['too short in the first look', 'HEAD', -1_000, 'done'],
    ['too long with the bytes', 'GET', 1_000, 'done'],
  ];
  for (const [what, where, more, state] of lengths) {
    it(`is not misled by a length that is ${what}`, async () => {
      const key = await put();
      opened.s3.fault = ({ method, headers }) =>
        method === where && !headers.range ? { kind: 'length', more } : undefined;
      await queue.ended(queue.send(event(key)), state === 'done' ? 'consumed' : 'dlq');
      const row = await rowOf(key);
      assert.equal(row?.state, state, row?.error);
      assert.equal(row?.lines, (await rowOf(await takenIn()))?.lines);
      if (state === 'failed') assert.match(row?.error ?? '', /S3 said that it has \d+ bytes, and gave \d+/);
    });
  }

  it('reads an object anew that is replaced while it is read', async () => {
    const key = await put(Buffer.concat([bytes, bytes]));
    let replaced = false;
    opened.s3.fault = async ({ method, headers }): Promise<Fault | undefined> => {
      if (method === 'GET' && headers.range && !replaced) {
        replaced = true;
        await opened.s3.put(key, bytes);
      }
      return method === 'GET' && !replaced ? { kind: 'cut', after: bytes.length + 100 } : undefined;
    };
    await queue.ended(queue.send(event(key)), 'consumed');
    const [row, other] = [await rowOf(key), await rowOf(await takenIn())];
    assert.deepEqual([replaced, row?.state, row?.lines], [true, 'done', other?.lines]);
  });

  it('takes in later what the store was not there for', async () => {
    const key = await put();
    await worker.stop();
    const unreachable = new StoreError('unreachable', 'Elasticsearch does not answer. Check that it runs.');
    const { ingestion } = opened.parts;
    let tries = 0;
    const ingest: typeof ingestion.ingest = (...asked) =>
      tries++ === 0 ? Promise.reject(unreachable) : ingestion.ingest(...asked);
    const flaky = { ...ingestion, ingest };
    worker = openWorker({ parts: { ...opened.parts, ingestion: flaky } }, queue);
    const id = queue.send(event(key));
    await worker.logged(/Elasticsearch does not answer.*It comes again/);
    assert.equal((await rowOf(key))?.error, unreachable.message);
    await queue.ended(id, 'consumed');
    assert.equal((await rowOf(key))?.state, 'done');
  });

  it('ends when its ingestion does, and leaves the message to others', async () => {
    const ingestion = startIngestion(opened.store, NO_RULES);
    await ingestion.close();
    const broken = openWorker({ parts: { ...opened.parts, ingestion } }, queue);
    await worker.stop();
    queue.send(event(await put()));
    await assert.rejects(broken.ended, /The ingestion has been stopped/);
    assert.equal(queue.contents().waiting.length, 1);
  });

  it('gives up an archive that ended the process each time, and says so', async () => {
    const key = await put();
    const name = `s3://logs/${key}`;
    opened.s3.fault = ({ method }) =>
      method === 'HEAD' ? { kind: 'answer', status: 500, code: 'InternalError' } : undefined;
    const id = queue.send(event(key));
    await worker.logged(/S3 failed/);
    // As a process leaves it that dies while it reads.
    await opened.store.openArchive({ name, etag: 'then', parser: 1, at: 0 });
    opened.s3.fault = () => undefined;
    await queue.ended(id, 'dlq');
    const row = await rowOf(key);
    assert.equal(row?.state, 'failed');
    assert.match(row?.error ?? '', /ended the process each time/);
  });

  it('hands back what it reads when it is told to end, and another takes it at once', async () => {
    const key = await put();
    const asked = Promise.withResolvers<void>();
    opened.s3.fault = ({ method }) => {
      if (method !== 'GET') return undefined;
      asked.resolve();
      return { kind: 'silence' };
    };
    const id = queue.send(event(key));
    await asked.promise;
    await worker.stop();
    assert.equal((await rowOf(key))?.state, 'queued');
    assert.equal(queue.contents().waiting.length, 1);
    opened.s3.fault = () => undefined;
    worker = openWorker(opened, queue);
    await queue.ended(id, 'consumed');
    assert.equal((await rowOf(key))?.state, 'done');
  });

  /** The key of an archive that was taken in without any trouble. */
  async function takenIn(): Promise<string> {
    const key = await put();
    opened.s3.fault = () => undefined;
    await opened.parts.ingestion.ingest(`s3://logs/${key}`);
    return key;
  }
});
