import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { openSqlite } from '../../../src/stores/sqlite/openSqlite.ts';
import { SAMPLE, sampleArchives } from '../../fixtures/sample.ts';
import { openS3Server, type S3Server } from '../../support/s3Server.ts';
import { makeQueue } from '../../support/testQueue.ts';
import { MAIN, runCommand, type Ended } from './runCommand.ts';

const RANGE = ['--from', '2016-08-10', '--to', '2016-08-12'];
const ARCHIVES = sampleArchives().filter((name) => /2016-08-1[012]/.test(name));

describe('backfill', () => {
  let s3: S3Server;
  let folder: string;
  let environment: Record<string, string>;
  beforeEach(async () => {
    s3 = await openS3Server();
    folder = await mkdtemp(join(tmpdir(), 'backfill-'));
    for (const name of ARCHIVES) await s3.put(`papertrail/${name}`, await readFile(join(SAMPLE, name)));
    environment = {
      AWS_ENDPOINT_URL: s3.endpoint,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_MAX_ATTEMPTS: '1',
      S3_BUCKETS: 'logs',
      S3_PREFIX: 'papertrail',
      STORE_URL: `sqlite:${join(folder, 'tracebacks.db')}`,
      TIME_ZONE: 'UTC',
    };
  });
  afterEach(async () => {
    await s3.close();
    await rm(folder, { recursive: true });
  });

  const run = (...words: string[]): Promise<Ended> => runCommand(['backfill', ...words], { environment, folder });
  const gets = () => s3.requests.filter((request) => request.startsWith('GET') && request.includes('.tsv.gz'));

  it('takes in what is there, then only what has changed, and reports it', async () => {
    const first = await run(...RANGE);
    assert.equal(first.status, 0, first.err);
    assert.match(
      first.out,
      new RegExp(
        `^s3://logs/papertrail/ 2016-08-10 to 2016-08-12: ${ARCHIVES.length} archives, ${ARCHIVES.length} taken in; \\d+ tracebacks in`,
      ),
    );
    s3.requests.length = 0;
    const [changed = '', other = ''] = ARCHIVES;
    await s3.put(`papertrail/${changed}`, await readFile(join(SAMPLE, other)));
    const second = await run(...RANGE, '--json');
    const { milliseconds: _milliseconds, bytes: _bytes, lines: _lines, tracebacks, ...report } = JSON.parse(second.out);
    assert.deepEqual(report, {
      bucket: 'logs',
      prefix: 'papertrail/',
      from: '2016-08-10',
      to: '2016-08-12',
      found: ARCHIVES.length,
      known: ARCHIVES.length - 1,
      done: 1,
      partial: 0,
      failed: 0,
      queued: 0,
      interrupted: false,
      archives: [],
    });
    assert.ok(tracebacks > 0);
    assert.equal(gets().length, 1);
  });

  it('tells what could not be taken in, with status 1, and tries it again', async () => {
    await s3.put('papertrail/dt=2016-08-12/2016-08-12-23.tsv.gz', Buffer.from('no log\n'));
    const first = await run(...RANGE, '--json');
    assert.equal(first.status, 1);
    const { done, failed, archives } = JSON.parse(first.out);
    assert.deepEqual([done, failed, archives.length], [ARCHIVES.length, 1, 1]);
    assert.match(archives[0].error, /2016-08-12-23\.tsv\.gz is no Papertrail archive/);
    await s3.put('papertrail/dt=2016-08-12/2016-08-12-23.tsv.gz', await readFile(join(SAMPLE, ARCHIVES[0] ?? '')));
    assert.equal((await run(...RANGE)).status, 0);
  });

  it('lists 2,500 keys a page at a time', async () => {
    const parts = Array.from({ length: 2_500 }, (_, n) => `papertrail/dt=2016-08-20/2016-08-20-00.${n}.part`);
    for (let n = 0; n < parts.length; n += 100)
      await Promise.all(parts.slice(n, n + 100).map((key) => s3.put(key, new Uint8Array())));
    for (const hour of ['00', '12', '23'])
      await s3.put(`papertrail/dt=2016-08-20/2016-08-20-${hour}.tsv`, await readFile(join(SAMPLE, ARCHIVES[0] ?? '')));
    s3.requests.length = 0;
    const { status, out, err } = await run('--from', '2016-08-20', '--json');
    assert.equal(status, 0, err);
    assert.deepEqual([JSON.parse(out).found, JSON.parse(out).done], [3, 3]);
    assert.equal(s3.requests.filter((request) => /^GET \/logs\/?$/.test(request)).length, 3);
  });

  it('ends cleanly on Ctrl-C, and goes on where it was', async () => {
    const third = Promise.withResolvers<void>();
    s3.fault = ({ method, url }) => {
      if (method !== 'GET' || !url?.includes('.tsv.gz') || gets().length < 3) return undefined;
      third.resolve();
      return { kind: 'silence' };
    };
    const child = spawn(process.execPath, [MAIN, 'backfill', ...RANGE, '--json'], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text) => (out += String(text)));
    child.stderr.on('data', (text) => (err += String(text)));
    const ended = once(child, 'close') as Promise<[number | null]>;
    await third.promise;
    child.kill('SIGINT');
    assert.equal((await ended)[0], 1, err);
    assert.match(err, /Stopped; the same command goes on from here/);
    assert.deepEqual([JSON.parse(out).done, JSON.parse(out).interrupted], [2, true]);
    s3.fault = () => undefined;
    const { known, done } = JSON.parse((await run(...RANGE, '--json')).out);
    assert.deepEqual([known, done], [2, ARCHIVES.length - 2]);
  });

  it('puts them into the queue where there is one', async () => {
    const queue = makeQueue(s3.server);
    environment['QUEUE_URL'] = queue.address.href;
    const { status, out, err } = await run(...RANGE);
    assert.equal(status, 0, err);
    assert.match(out, new RegExp(`${ARCHIVES.length} archives, ${ARCHIVES.length} queued for the workers`));
    const keys = queue.contents().waiting.map((body): string => JSON.parse(body).key);
    assert.deepEqual(keys.toSorted(), ARCHIVES.map((name) => `papertrail/${name}`).toSorted());
    const store = await openSqlite(join(folder, 'tracebacks.db'), { timeZone: 'UTC', rules: NO_RULES });
    assert.equal((await store.archives({ limit: 1 })).counts.queued, ARCHIVES.length);
    await store.close();
  });

  const refused: [string, string[], number, RegExp][] = [
    ['what is no day', ['--from', '2016-13-01'], 2, /--from 2016-13-01 is no day/],
    ['a range that ends before it begins', ['--from', '2016-08-12', '--to', '2016-08-10'], 2, /before it begins/],
    ['no day at all', [], 2, /--from/],
    ['a bucket that is not allowed', [...RANGE, '--bucket', 'other'], 1, /The bucket other is not allowed/],
    ['a prefix outside of the allowed one', [...RANGE, '--prefix', 'private'], 1, /outside of papertrail\//],
  ];
  for (const [what, words, status, says] of refused) {
    it(`refuses ${what}`, async () => {
      const ended = await run(...words);
      assert.equal(ended.status, status);
      assert.match(ended.err, says);
      assert.deepEqual(s3.requests, []);
    });
  }

  for (const [what, status, code, says] of [
    ['denies access', 403, 'AccessDenied', /access denied \(403\)/],
    ['has no such bucket', 404, 'NoSuchBucket', /there is no such bucket/],
    ['fails', 500, 'InternalError', /S3 failed \(500\)/],
  ] as const) {
    it(`says what is wrong when S3 ${what}`, async () => {
      s3.fault = () => ({ kind: 'answer', status, code });
      const ended = await run(...RANGE);
      assert.equal(ended.status, 1);
      assert.match(ended.err, says);
    });
  }
});
