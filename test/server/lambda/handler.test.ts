import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { handler } from '../../../server/lambda.ts';
import { SAMPLE } from '../../fixtures/sample.ts';
import { openS3App, type S3App } from '../s3/openS3App.ts';

const TOKEN = 'a-token-of-24-characters';
const FIRST = 'dt=2016-08-10/2016-08-10-09.tsv.gz';
const SECOND = 'dt=2016-08-10/2016-08-10-10.tsv.gz';

const record = (key: string, eventName = 'ObjectCreated:Put') => ({
  eventSource: 'aws:s3',
  eventName,
  s3: { bucket: { name: 'logs' }, object: { key } },
});
const encoded = (name: string) => `papertrail/${name.replace('=', '%3D')}`;
const s3Event = (...names: string[]) => ({ Records: names.map((name) => record(encoded(name))) });
const sns = (event: object) => ({ Records: [{ EventSource: 'aws:sns', Sns: { Message: JSON.stringify(event) } }] });
const snsBody = (event: object) => ({
  Type: 'Notification',
  TopicArn: 'arn:aws:sns:eu-west-1:1:t',
  Message: JSON.stringify(event),
});
const sqs = (...bodies: object[]) => ({
  Records: bodies.map((body, index) => ({
    eventSource: 'aws:sqs',
    messageId: `m${index}`,
    body: JSON.stringify(body),
  })),
});
const bridge = (key: string) => ({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'logs' }, object: { key } },
});

describe('the Lambda function', () => {
  let opened: S3App;
  before(async () => {
    opened = await openS3App({ API_TOKENS: `lambda:${TOKEN}` });
    for (const name of [FIRST, SECOND]) await opened.s3.put(`papertrail/${name}`, await readFile(join(SAMPLE, name)));
    process.env['SERVER_URL'] = await opened.app.listen({ host: '127.0.0.1', port: 0 });
    process.env['SERVER_TOKEN'] = TOKEN;
  });
  after(async () => {
    delete process.env['SERVER_URL'];
    delete process.env['SERVER_TOKEN'];
    await opened.close();
  });

  const archives = async () => (await opened.store.archives({ limit: 10 })).archives.map(({ name }) => name).toSorted();
  const named = (...names: string[]) => names.map((name) => `s3://logs/papertrail/${name}`);

  const wrapped: [string, object][] = [
    ['S3’s own event', s3Event(FIRST, SECOND)],
    ['an SNS message', sns(s3Event(FIRST, SECOND))],
    ['SQS messages', sqs(s3Event(FIRST), snsBody(s3Event(SECOND)))],
    ['EventBridge’s events in SQS', sqs(bridge(`papertrail/${FIRST}`), bridge(`papertrail/${SECOND}`))],
  ];
  for (const [what, event] of wrapped) {
    it(`has the archives of ${what} taken in, durably when it ends`, async () => {
      const answer = await handler(event);
      assert.deepEqual(answer?.batchItemFailures ?? [], []);
      assert.deepEqual(await archives(), named(FIRST, SECOND));
    });
  }

  it('passes over what is no new archive', async () => {
    const before = opened.s3.requests.length;
    await handler({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'logs' });
    await handler({
      Records: [
        record('papertrail/dt%3D2016-08-10/'),
        record('papertrail/test.txt'),
        record(encoded(FIRST), 'ObjectRemoved:Delete'),
      ],
    });
    assert.equal(opened.s3.requests.length, before);
  });

  it('decodes keys as S3 encodes them', async () => {
    await opened.s3.put('papertrail/a b+c/2016-08-10-11.tsv.gz', await readFile(join(SAMPLE, FIRST)));
    await handler(s3Event('a+b%2Bc/2016-08-10-11.tsv.gz'));
    assert.ok((await archives()).includes('s3://logs/papertrail/a b+c/2016-08-10-11.tsv.gz'));
  });

  it('does not ask again for what will never be there', async () => {
    await handler(s3Event('dt=2016-08-10/2016-08-10-23.tsv.gz'));
  });

  it('gives back only the messages that failed', async () => {
    const answer = await handler(sqs(s3Event(FIRST), { nonsense: true }, s3Event(SECOND)));
    assert.deepEqual(answer, { batchItemFailures: [{ itemIdentifier: 'm1' }] });
  });

  it('throws for what Lambda should try again: a wrong token', async () => {
    process.env['SERVER_TOKEN'] = 'another-token-of-24-chars';
    await assert.rejects(handler(s3Event(FIRST)), /answered 401/);
    process.env['SERVER_TOKEN'] = TOKEN;
  });

  it('throws for what is no notification', async () => {
    await assert.rejects(handler({ hello: 'world' }), /no notification of S3/);
    await assert.rejects(handler('text'), /no notification/);
  });
});

describe('the Lambda function before a server that fails', () => {
  let server: Server;
  let statuses: number[];
  let asked: { authorization?: string | undefined; prefer?: string | undefined }[];
  before(async () => {
    server = createServer(({ headers }, answer) => {
      asked.push({ authorization: headers.authorization, prefer: headers['prefer'] as string | undefined });
      answer.writeHead(statuses.shift() ?? 202, { location: 'http://127.0.0.1:9/' }).end('<html>gateway</html>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    process.env['SERVER_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env['SERVER_TOKEN'] = TOKEN;
  });
  after(() => {
    delete process.env['SERVER_URL'];
    delete process.env['SERVER_TOKEN'];
    server.close();
  });
  beforeEach(() => (asked = []));

  it('tries again what passes, and asks for an answer at once', async () => {
    statuses = [503, 502, 202];
    await handler(s3Event(FIRST));
    const expected = { authorization: `Bearer ${TOKEN}`, prefer: 'respond-async' };
    assert.deepEqual(asked, [expected, expected, expected]);
  });

  it('throws when it does not pass, with what the server said', async () => {
    statuses = [500, 500, 500];
    await assert.rejects(handler(s3Event(FIRST)), /s3:\/\/logs\/.* was not taken in: .* answered 500: <html>gateway/);
  });

  it('never follows a redirection with its token', async () => {
    statuses = [302, 302, 302];
    await assert.rejects(handler(s3Event(FIRST)), /not to be reached/);
  });
});
