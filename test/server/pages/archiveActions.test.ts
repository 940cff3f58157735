import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE } from '../../fixtures/sample.ts';
import { NOW } from '../openApp.ts';
import { openS3App, type S3App } from '../s3/openS3App.ts';
import { archiveText, chatter } from './archiveText.ts';
import { formsOf, linkNamed, textOf, Visitor } from './visitor.ts';

const HOUR = 3_600_000;
const REAL = join(SAMPLE, 'dt=2016-08-12/2016-08-12-03.tsv.gz');

/** The key of an hour’s archive. */
function key(at: number): string {
  const hour = new Date(at).toISOString();
  return `papertrail/dt=${hour.slice(0, 10)}/${hour.slice(0, 10)}-${hour.slice(11, 13)}.tsv`;
}

describe('what can be done about archives', function () {
  this.timeout(60_000);
  let opened: S3App;
  let visitor: Visitor;
  before(async () => (opened = await openS3App()));
  beforeEach(() => {
    opened.s3.fault = () => undefined;
    visitor = new Visitor(opened.app);
  });
  after(() => opened.close());

  it('days are taken in from S3, and hours that are missing fetched', async () => {
    // Six hours, the last of them six hours before the clock’s; the third of them comes later.
    const first = NOW - 11 * HOUR;
    for (const n of [0, 1, 3, 4, 5])
      await opened.s3.put(key(first + n * HOUR), Buffer.from(archiveText(chatter(20, '2029-12-31T13:00:00'))));
    const page = await visitor.get('/archives');
    assert.match(textOf(page.html), /No archive was taken in yet/);
    const taken = await visitor.send(page, '/archives/fetch', { bucket: 'logs', from: '2029-12-31' });
    assert.match(textOf(taken.html), /Mon 31 December 2029: 5 archives in the bucket logs, 5 of them to be read now\./);
    await opened.idle();

    const gaps = await visitor.get('/archives');
    assert.match(
      textOf(gaps.html),
      /4 hours missing .*s3:\/\/logs\/papertrail\/ .*dt=2029-12-31 15:00–16:00, 19:00–22:00 4 hours Fetch/,
    );
    await opened.s3.put(key(first + 2 * HOUR), Buffer.from(archiveText(chatter(20, '2029-12-31T15:00:00'))));
    const form = formsOf(gaps)
      .filter(({ action }) => action === '/archives/fetch')
      .at(-1);
    const fetched = await visitor.post('/archives/fetch', form?.fields ?? {});
    assert.match(textOf(fetched.html), /6 archives in the bucket logs, 1 of them to be read now/);
    await opened.idle();
    const again = await visitor.post('/archives/fetch', form?.fields ?? {});
    assert.match(textOf(again.html), /6 archives in the bucket logs, all of them known already/);
    const { places } = (await opened.app.inject('/api/archives/missing')).json<{
      places: { prefix: string; missing: unknown[] }[];
    }>();
    assert.deepEqual(
      places.map(({ prefix, missing }) => [prefix, missing]),
      [['s3://logs/papertrail/', [{ from: '2029-12-31T19:00:00Z', to: '2029-12-31T22:00:00Z', hours: 3 }]]],
    );
    const none = await visitor.post('/archives/fetch', { ...form?.fields, from: '2029-01-01', to: '' });
    assert.match(textOf(none.html), /the bucket logs has no archives there/);
  });

  it('one that broke off is read again, although it has not changed', async () => {
    const name = 'papertrail/broken/2016-08-12-03.tsv.gz';
    await opened.s3.put(name, await readFile(REAL));
    opened.s3.fault = ({ method, headers }) => {
      if (method === 'HEAD') return undefined;
      return headers.range === undefined
        ? { kind: 'cut', after: 20_000 }
        : { kind: 'answer', status: 403, code: 'AccessDenied' };
    };
    const row = await opened.parts.ingestion.ingest(`s3://logs/${name}`);
    assert.equal(row.state, 'failed', row.error);
    const page = await visitor.get('/archives?state=failed');
    assert.match(textOf(page.html), /access denied.* Retry failed/);

    // Still refused: the page says so, nothing is lost.
    opened.s3.fault = () => ({ kind: 'answer', status: 403, code: 'AccessDenied' });
    const refused = await visitor.send(page, '/archives/retry');
    assert.equal(refused.status, 502);
    assert.match(textOf(refused.html), /access denied \(403\)/);
    assert.equal((await opened.store.archive(`s3://logs/${name}`))?.state, 'failed');

    opened.s3.fault = () => undefined;
    const retried = await visitor.send(page, '/archives/retry');
    assert.match(textOf(retried.html), /2016-08-12-03\.tsv\.gz is read again\./);
    await opened.idle();
    const done = await opened.store.archive(`s3://logs/${name}`);
    assert.equal(done?.state, 'done', done?.error);
    assert.ok(done.tracebacks > row.tracebacks);

    const { statusCode, body } = await opened.app.inject({
      method: 'POST',
      url: '/api/archives/retry',
      headers: { 'sec-fetch-site': 'same-origin' },
      payload: { name: `s3://logs/${name}` },
    });
    assert.equal(statusCode, 409);
    assert.match(body, /is done: there is nothing to try again/);
  });

  it('a partial one is read again, although it has not changed', async () => {
    const whole = await readFile(REAL);
    await opened.s3.put('papertrail/cut.tsv.gz', whole.subarray(0, whole.length / 2));
    const first = await opened.parts.ingestion.ingest('s3://logs/papertrail/cut.tsv.gz');
    assert.equal(first.state, 'partial');
    opened.s3.requests.length = 0;
    await visitor.send(await visitor.get('/archives?state=partial'), '/archives/retry');
    await opened.idle();
    assert.ok(opened.s3.requests.includes('GET /logs/papertrail/cut.tsv.gz'), opened.s3.requests.join());
    const { startedAt: _, endedAt: __, ...row } = first;
    assert.deepEqual(
      { ...(await opened.store.archive(first.name)), startedAt: 0, endedAt: 0 },
      { ...row, startedAt: 0, endedAt: 0 },
    );
  });

  it('a failed one is read again by its API', async () => {
    const name = 's3://logs/papertrail/late/2016-08-12-03.tsv.gz';
    assert.equal((await opened.parts.ingestion.ingest(name)).state, 'failed');
    const post = () =>
      opened.app.inject({
        method: 'POST',
        url: '/api/archives/retry',
        headers: { 'sec-fetch-site': 'same-origin' },
        payload: { name },
      });
    assert.equal((await post()).statusCode, 404);
    await opened.s3.put('papertrail/late/2016-08-12-03.tsv.gz', await readFile(REAL));
    const answer = await post();
    assert.equal(answer.statusCode, 202, answer.body);
    assert.equal(answer.json<{ state: string }>().state, 'queued');
    await opened.idle();
    assert.equal((await opened.store.archive(name))?.state, 'done');
  });

  it('a file of a machine is told how to take in again, there', async () => {
    const file = "/nowhere/it's here/2016-08-12-03.tsv.gz";
    assert.equal((await opened.parts.ingestion.ingest(file)).state, 'failed');
    const page = await visitor.get(linkNamed(await visitor.get('/archives'), 'failed'));
    assert.ok(
      textOf(page.html).includes(
        String.raw`To try it again: assertion-context ingest '/nowhere/it'\''s here/2016-08-12-03.tsv.gz'`,
      ),
      textOf(page.html),
    );
    const answer = await visitor.post('/archives/retry', {
      ...formsOf(await visitor.get('/archives'))[0]?.fields,
      name: file,
    });
    assert.equal(answer.status, 409);
  });

  for (const [what, fields] of [
    ['a bucket that is not allowed', { bucket: 'other', from: '2016-08-12' }],
    ['a place above the allowed one', { bucket: 'logs', prefix: '', from: '2016-08-12' }],
    ['what is no day', { bucket: 'logs', from: 'yesterday' }],
  ] as const) {
    it(`${what} is not listed`, async () => {
      const { fields: own } = formsOf(await visitor.get('/archives'))[0] ?? {};
      opened.s3.requests.length = 0;
      const { status } = await visitor.post('/archives/fetch', { _csrf: own?.['_csrf'] ?? '', ...fields });
      assert.ok([400, 403].includes(status), String(status));
      assert.deepEqual(opened.s3.requests, []);
    });
  }

  it('a form without its token changes nothing', async () => {
    for (const action of ['/archives/retry', '/archives/fetch'])
      assert.equal((await visitor.post(action, { name: 'x', bucket: 'logs', from: '2016-08-12' })).status, 403);
  });
});
