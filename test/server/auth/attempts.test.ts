import assert from 'node:assert/strict';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { memoryStore } from '../ingest/takenIn.ts';
import { openApp } from '../openApp.ts';

const TOKEN = 'ci-token-0123456789abcdef';
const OTHER_ADDRESS = '10.0.0.2';

describe('guessing', () => {
  let app: FastifyInstance;
  beforeEach(async () => {
    app = await openApp(memoryStore(), { API_TOKENS: `ci:${TOKEN}` });
  });
  afterEach(() => app.close());

  const ask = (token: string, options: InjectOptions = {}) =>
    app.inject({
      url: '/api/groups',
      remoteAddress: '10.0.0.1',
      ...options,
      headers: { authorization: `Bearer ${token}`, ...options.headers },
    });

  async function guess(times: number, options?: InjectOptions): Promise<number[]> {
    const statuses: number[] = [];
    for (let n = 0; n < times; n++) statuses.push((await ask(`guess-${n}-0123456789abcdef`, options)).statusCode);
    return statuses;
  }

  it('ends in 429 and how long to wait, also for the right token', async () => {
    const statuses = await guess(25);
    assert.deepEqual(statuses, [...Array<number>(20).fill(401), ...Array<number>(5).fill(429)]);
    const answer = await ask(TOKEN);
    assert.equal(answer.statusCode, 429);
    const wait = Number(answer.headers['retry-after']);
    assert.ok(wait > 0 && wait <= 60, String(wait));
    assert.match(answer.json().detail, /^Too many attempts from your address failed\. Wait \d+ seconds/);
    assert.equal(answer.json().retry_after, wait);
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  });

  it('is counted for each address, whichever routes and ways of presenting it uses', async () => {
    await guess(10);
    await guess(5, { url: '/metrics' });
    const basic = { authorization: `Basic ${Buffer.from('me:wrong').toString('base64')}` };
    for (let n = 0; n < 5; n++) await ask('', { url: '/', headers: basic });
    assert.equal((await ask('one-more-0123456789abcdef')).statusCode, 429);
    assert.equal((await ask(TOKEN, { remoteAddress: OTHER_ADDRESS })).statusCode, 200);
  });

  it('through a proxy on this machine is counted for whom it asks; nobody else is believed', async () => {
    const through = (remoteAddress: string, client: string): InjectOptions => ({
      remoteAddress,
      headers: { 'x-forwarded-for': client },
    });
    await guess(21, through('127.0.0.1', '203.0.113.7'));
    assert.equal((await ask(TOKEN, through('127.0.0.1', '203.0.113.7'))).statusCode, 429);
    assert.equal((await ask(TOKEN, through('127.0.0.1', '203.0.113.8'))).statusCode, 200);
    for (let n = 0; n < 21; n++) await guess(1, through('10.0.0.3', `203.0.113.${n}`));
    assert.equal((await ask(TOKEN, through('10.0.0.3', '203.0.113.99'))).statusCode, 429);
  });

  it('does not stop health checks, nor a monitor with its token', async () => {
    await guess(25);
    for (const url of ['/healthz', '/readyz', '/metrics'])
      assert.equal((await ask(TOKEN, { url })).statusCode, 200, url);
    assert.equal((await ask('wrong', { url: '/metrics' })).statusCode, 429);
  });

  it('is not what asking without a token is, however often', async () => {
    for (let n = 0; n < 30; n++) {
      const { statusCode } = await app.inject({ url: '/api/groups', remoteAddress: '10.0.0.1' });
      assert.equal(statusCode, 401);
    }
    assert.equal((await ask(TOKEN)).statusCode, 200);
  });
});
