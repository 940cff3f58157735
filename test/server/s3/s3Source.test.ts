import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { S3Client } from '@aws-sdk/client-s3';
import { s3Source } from '../../../server/s3/s3Source.ts';
import { S3Trouble } from '../../../server/s3/s3Trouble.ts';
import { ArchiveError } from '../../../src/ingest/archiveSource.ts';
import { openS3Server, type Fault, type S3Server } from '../../support/s3Server.ts';

const KEY = 'papertrail/dt=2016-08-10/2016-08-10-09.tsv.gz';
const FILE = join(import.meta.dirname, '../../fixtures/shop/archives/logs/dt=2016-08-10/2016-08-10-09.tsv.gz');
const never = new AbortController().signal;

describe('an archive in S3', () => {
  let s3: S3Server;
  let bytes: Buffer;
  before(async () => {
    s3 = await openS3Server();
    bytes = await readFile(FILE);
    await s3.put(KEY, bytes);
  });
  after(() => s3.close());
  beforeEach(() => {
    s3.requests.length = 0;
    s3.fault = () => undefined;
  });

  const source = (key = KEY, bucket = 'logs') => s3Source(s3.client, { bucket, key }, never);
  const gets = () => s3.requests.filter((request) => request.startsWith('GET'));

  it('is read as it is', async () => {
    const archive = await source();
    assert.deepEqual([archive.label, archive.size], [`s3://logs/${KEY}`, bytes.length]);
    assert.deepEqual(await buffer(archive.read()), bytes);
  });

  for (let tenth = 0; tenth < 10; tenth++) {
    it(`goes on where a connection broke after ${tenth} tenths`, async () => {
      const cut = Math.max(1, Math.floor((bytes.length * tenth) / 10));
      s3.fault = ({ method, headers }) =>
        method === 'GET' && !headers.range ? { kind: 'cut', after: cut } : undefined;
      assert.deepEqual(await buffer((await source()).read()), bytes);
      assert.equal(gets().length, 2);
      assert.match(gets()[1] ?? '', /bytes=\d+-$/);
    });
  }

  it('goes on however often it breaks, as long as bytes come', async () => {
    s3.fault = ({ method }) => (method === 'GET' ? { kind: 'cut', after: 3_000 } : undefined);
    assert.deepEqual(await buffer((await source()).read()), bytes);
    assert.ok(gets().length > 5);
  }).timeout(60_000);

  it('says that it was replaced under way, and reads the new one when asked again', async () => {
    const old = await source();
    const newer = Buffer.concat([bytes, bytes]);
    s3.fault = async ({ method, headers }): Promise<Fault | undefined> => {
      if (method !== 'GET' || headers.range) return undefined;
      return { kind: 'cut', after: 5_000 };
    };
    const reading = buffer(old.read());
    await s3.put(KEY, newer);
    await assert.rejects(reading, ArchiveError);
    assert.equal(old.changed, true);
    s3.fault = () => undefined;
    assert.deepEqual(await buffer((await source()).read()), newer);
    await s3.put(KEY, bytes);
  });

  const refusals: [string, Fault, S3Trouble['status'], RegExp][] = [
    ['access denied', { kind: 'answer', status: 403, code: 'AccessDenied' }, 502, /access denied \(403\)/],
    ['no such key', { kind: 'answer', status: 404, code: 'NoSuchKey' }, 404, /there is no such object/],
    ['a failure', { kind: 'answer', status: 500, code: 'InternalError' }, 502, /S3 failed \(500\)/],
    ['slow down', { kind: 'answer', status: 503, code: 'SlowDown' }, 503, /slow down \(503\)/],
    ['another region', { kind: 'answer', status: 301, code: 'PermanentRedirect' }, 502, /another region/],
  ];
  for (const [what, fault, status, sentence] of refusals) {
    it(`tells ${what} in one sentence, with the status to pass on`, async () => {
      s3.fault = () => fault;
      await assert.rejects(source(), (error) => {
        assert.ok(error instanceof S3Trouble);
        assert.equal(error.status, status);
        assert.match(error.message, sentence);
        assert.match(error.message, new RegExp(`^Could not read s3://logs/${KEY}`));
        return true;
      });
    });
  }

  it('tells an object and a bucket that are not there', async () => {
    await assert.rejects(source('nothing.tsv.gz'), /nothing\.tsv\.gz: there is no such object/);
    await assert.rejects(source(KEY, 'nowhere'), /nowhere/);
  });

  it('tells a server that is not to be reached', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const lost = new S3Client({
      endpoint: 'http://127.0.0.1:9',
      region: 'eu-west-1',
      credentials,
      forcePathStyle: true,
    });
    await assert.rejects(s3Source(lost, { bucket: 'logs', key: KEY }, never), /not to be reached \(ECONNREFUSED\)/);
    lost.destroy();
  }).timeout(60_000);
});
