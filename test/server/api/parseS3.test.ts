import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE, sampleArchives } from '../../fixtures/sample.ts';
import { openS3App, type S3App } from '../s3/openS3App.ts';

const HOUR = 'papertrail/dt=2016-08-10/2016-08-10-09.tsv.gz';

interface Answer {
  status: number;
  body: { state?: string; detail?: string; tracebacks?: number; error?: string; parameter?: string };
  location: string | undefined;
}

describe('taking archives in from S3', () => {
  let opened: S3App;
  before(async () => {
    opened = await openS3App();
    for (const name of sampleArchives().filter((each) => each.includes('2016-08-1')))
      await opened.s3.put(`papertrail/${name}`, await readFile(join(SAMPLE, name)));
    await opened.s3.put('papertrail/picture.tsv.gz', Buffer.from('\x89PNG\r\n\x1a\n'));
  });
  after(() => opened.close());
  beforeEach(() => {
    opened.s3.requests.length = 0;
    opened.s3.fault = () => undefined;
  });

  async function post(route: string, body: object, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await opened.app.inject({
      method: 'POST',
      url: `/api/${route}`,
      payload: body,
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    });
    return {
      status: answer.statusCode,
      body: answer.json<Answer['body']>(),
      location: answer.headers.location,
    };
  }

  it('gives the summary of one, and does not read it again', async () => {
    const first = await post('parse_s3', { bucket: 'logs', key: HOUR });
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.equal(first.body.state, 'done');
    assert.ok((first.body.tracebacks ?? 0) > 0);
    opened.s3.requests.length = 0;
    assert.deepEqual(await post('parse_s3', { key: HOUR }), first);
    assert.deepEqual(
      opened.s3.requests.map((request) => request.slice(0, 4)),
      ['HEAD'],
    );
  });

  it('answers at once when asked to, with the address of the ledger’s row', async () => {
    const key = 'papertrail/dt=2016-08-10/2016-08-10-10.tsv.gz';
    const { status, location } = await post('parse_s3', { key }, { prefer: 'wait=5, respond-async' });
    assert.equal(status, 202);
    await opened.idle();
    const row = await opened.app.inject({ url: location ?? '' });
    assert.equal(row.json<{ state: string }>().state, 'done');
  });

  it('lists days, compares with the ledger and queues what is new', async () => {
    const range = { start_date: '2016-08-10', end_date: '2016-08-12' };
    const first = await post('parse_s3_date_range', range);
    assert.equal(first.status, 202, JSON.stringify(first.body));
    await opened.idle();
    const again = await post('parse_s3_date_range', range);
    const found = sampleArchives().filter((name) => /2016-08-1[012]/.test(name)).length;
    assert.deepEqual(again.body, { found, queued: 0, known: found });
    const { tracebacks } = await opened.store.status();
    assert.ok(tracebacks > 100, `${tracebacks} tracebacks`);
    assert.equal((await post('parse_s3_day', { date: '2016-08-13' })).status, 202);
  });

  const refused: [string, object, number, RegExp][] = [
    [
      'a bucket that is not allowed',
      { bucket: 'other', key: HOUR },
      403,
      /bucket other is not allowed: only logs, spare/,
    ],
    ['a key outside of the prefix', { key: 'private/a.tsv.gz' }, 403, /outside of papertrail\//],
    ['an object that is not there', { key: 'papertrail/nothing.tsv.gz' }, 404, /there is no such object/],
    ['a bucket that is not there', { bucket: 'spare', key: HOUR }, 404, /spare/],
    ['what is no archive', { key: 'papertrail/picture.tsv.gz' }, 502, /picture\.tsv\.gz is no Papertrail archive/],
    ['a key with control characters', { key: 'papertrail/\u0001.tsv' }, 400, /control characters/],
    ['no key', {}, 400, /key/],
  ];
  for (const [what, body, status, detail] of refused) {
    it(`refuses ${what} with ${status} and a sentence`, async () => {
      const answer = await post('parse_s3', body);
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      assert.match(answer.body.detail ?? '', detail);
      if (status === 403 || status === 400) assert.deepEqual(opened.s3.requests, []);
    });
  }

  for (const [what, body] of [
    ['what is no day', { date: '2016-13-01' }],
    ['a bucket that is not allowed', { date: '2016-08-12', bucket: 'other' }],
    ['a prefix above the allowed one', { date: '2016-08-12', prefix: '' }],
  ] as const) {
    it(`refuses to list ${what}`, async () => {
      const { status } = await post('parse_s3_day', body);
      assert.ok([400, 403].includes(status), String(status));
      assert.deepEqual(opened.s3.requests, []);
    });
  }

  it('passes on what S3 says', async () => {
    opened.s3.fault = () => ({ kind: 'answer', status: 403, code: 'AccessDenied' });
    const denied = await post('parse_s3', { key: HOUR });
    assert.equal(denied.status, 502);
    assert.match(denied.body.detail ?? '', /access denied \(403\)/);
    opened.s3.fault = () => ({ kind: 'answer', status: 503, code: 'SlowDown' });
    const slow = await opened.app.inject({
      method: 'POST',
      url: '/api/parse_s3',
      payload: { key: HOUR },
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    assert.deepEqual([slow.statusCode, slow.headers['retry-after']], [503, '10']);
  });
});
