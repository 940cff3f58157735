import assert from 'node:assert/strict';
import type { FastifyInstance, InjectOptions } from 'fastify';

import type { TracebackStore } from '../../../src/stores/store.ts';
import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import { everything } from '../../stores/everything.ts';
import { NOW, openApp, sampleStore } from '../openApp.ts';

const TOKEN = 'ci-token-0123456789abcdef';
const HOST = { host: 'localhost:7007' };
const OWN = { ...HOST, origin: 'http://localhost:7007' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** What is asked of every route that changes something, and the status it must be refused with. */
const REFUSALS: { who: string; status: number; headers: Record<string, string>; payload?: string }[] = [
  { who: 'a script without anything', status: 403, headers: HOST },
  { who: 'a page of another site', status: 403, headers: { ...HOST, origin: 'https://evil.example.com' } },
  { who: 'a page of another port', status: 403, headers: { ...HOST, origin: 'http://localhost:7008' } },
  { who: 'a page of another scheme', status: 403, headers: { ...HOST, origin: 'https://localhost:7007' } },
  { who: 'a page without an origin', status: 403, headers: { ...HOST, origin: 'null' } },
  { who: 'a cross-site fetch', status: 403, headers: { ...HOST, 'sec-fetch-site': 'cross-site' } },
  { who: 'a same-site fetch', status: 403, headers: { ...HOST, 'sec-fetch-site': 'same-site' } },
  { who: 'an address that was typed', status: 403, headers: { ...HOST, 'sec-fetch-site': 'none' } },
  { who: 'a fetch that lies about one', status: 403, headers: { ...OWN, 'sec-fetch-site': 'cross-site' } },
  { who: 'an own form without its token', status: 403, headers: { ...OWN, ...FORM }, payload: 'reason=x' },
  { who: 'an own form with a wrong token', status: 403, headers: { ...OWN, ...FORM }, payload: '_csrf=x' },
  { who: 'plain text', status: 415, headers: { ...OWN, 'content-type': 'text/plain' }, payload: '{}' },
  {
    who: 'a form of files',
    status: 415,
    headers: { ...OWN, 'content-type': 'multipart/form-data; boundary=x' },
    payload: '--x--',
  },
];

describe('who may ask', () => {
  let store: TracebackStore;
  let untouched: unknown;
  let fingerprint: string;

  before(async () => {
    store = await sampleStore();
    const page = await store.groups({ range: ALL_DAYS, filter: 'all', limit: 2 }, NOW);
    fingerprint = page.groups[0]?.fingerprint ?? '';
    // A change of each kind would show: one group is hidden, one resolved.
    await store.hide(fingerprint, { at: NOW });
    await store.resolve(page.groups[1]?.fingerprint ?? '', { at: NOW });
    untouched = await dump(store);
  });

  it('every route is in the table, pages and files too', () =>
    withApp({}, async (app) => {
      const urls = new Set(app.routeTable.map(({ url }) => url));
      for (const url of ['/', '/api/groups', '/api/restore_all', '/groups/:fingerprint/hide', '/media/*', '/healthz'])
        assert.ok(urls.has(url), url);
      assert.ok(changing(app).length >= 10);
    }));

  for (const host of [
    'evil.example.com',
    'localhost.evil.example.com',
    '127.0.0.1.example.com',
    '.',
    '[::1',
    'a@localhost',
  ])
    it(`Host “${host}” is answered with 421 by every route`, () =>
      withApp({}, async (app) => {
        for (const route of [
          ...app.routeTable,
          { method: 'GET', url: '/nowhere' },
          { method: 'GET', url: '/groups/%E0' },
        ]) {
          const { statusCode } = await ask(app, route, { headers: { host, 'sec-fetch-site': 'same-origin' } });
          assert.equal(statusCode, 421, `${route.method} ${route.url}`);
        }
        await assertUnchanged();
      }));

  for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1:7007', '[::1]:7007', 'tracebacks.example.com'])
    it(`Host “${host}” is ours`, () =>
      withApp({ PUBLIC_URL: 'https://tracebacks.example.com' }, async (app) => {
        assert.equal((await app.inject({ url: '/api/groups', headers: { host } })).statusCode, 200);
      }));

  for (const { who, status, headers, payload } of REFUSALS)
    it(`${who} changes nothing, on any route`, () =>
      withApp({}, async (app) => {
        for (const route of changing(app)) {
          const answer = await ask(app, route, { headers, ...(payload !== undefined && { payload }) });
          assert.equal(answer.statusCode, status, `${route.method} ${route.url}: ${answer.body}`);
          assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
        }
        await assertUnchanged();
      }));

  describe('with tokens', () => {
    const settings = { API_TOKENS: `ci:${TOKEN}`, PUBLIC_URL: 'https://tracebacks.example.com' };
    const basic = (password: string) => `Basic ${Buffer.from(`me:${password}`).toString('base64')}`;
    const refused = [
      undefined,
      'Bearer',
      'Bearer wrong',
      `Bearer ${TOKEN}x`,
      `Token ${TOKEN}`,
      basic('wrong'),
      'Basic !',
    ];

    for (const authorization of refused)
      it(`Authorization “${authorization ?? ''}” is let in nowhere but to healthz, readyz and the files that pages are made with`, () =>
        withApp(settings, async (app) => {
          for (const [n, route] of [...app.routeTable, { method: 'GET', url: '/nowhere' }].entries()) {
            if (route.method === 'HEAD') continue;
            const answer = await ask(app, route, {
              // Whoever fails too often from one address is answered otherwise: attempts.test.ts.
              remoteAddress: `10.0.0.${n}`,
              headers: { ...OWN, ...(authorization !== undefined && { authorization }) },
            });
            const open = ['/healthz', '/readyz', '/media/*'].includes(route.url);
            assert.equal(answer.statusCode, open ? 200 : 401, `${route.method} ${route.url}`);
            if (!open) assert.match(String(answer.headers['www-authenticate']), /^Bearer /);
          }
          await assertUnchanged();
        }));

    it('a browser is told to ask for a password', () =>
      withApp(settings, async (app) => {
        const { headers } = await app.inject({ url: '/', headers: { ...HOST, accept: 'text/html' } });
        assert.match(String(headers['www-authenticate']), /^Basic /);
        const again = await app.inject({
          url: '/',
          headers: { ...HOST, accept: 'text/html', authorization: basic(TOKEN) },
        });
        assert.equal(again.statusCode, 200);
      }));

    it('a password that a browser sends by itself does not stand for an origin', () =>
      withApp(settings, async (app) => {
        for (const route of changing(app)) {
          const headers = { ...HOST, origin: 'https://evil.example.com', authorization: basic(TOKEN) };
          assert.equal((await ask(app, route, { headers })).statusCode, 403, route.url);
        }
        await assertUnchanged();
      }));
  });

  it('a bearer token changes things, from wherever it comes, and its name is kept', async () => {
    const own = await sampleStore();
    const app = await openApp(own, { API_TOKENS: `ci:${TOKEN}` });
    const headers = { ...HOST, authorization: `Bearer ${TOKEN}`, origin: 'https://elsewhere.example.com' };
    const answer = await app.inject({ method: 'POST', url: `/api/groups/${fingerprint}/hide`, headers });
    assert.equal(answer.statusCode, 200, answer.body);
    assert.equal((await own.group(fingerprint))?.state.hidden?.by, 'ci');
    await app.close();
  });

  for (const headers of [
    { origin: 'https://tracebacks.example.com', host: 'tracebacks.example.com' },
    { 'sec-fetch-site': 'same-origin', host: 'tracebacks.example.com' },
    { origin: 'http://127.0.0.1:7007', 'sec-fetch-site': 'same-origin', host: '127.0.0.1:7007' },
  ])
    it(`a page of our own changes things: ${JSON.stringify(headers)}`, async () => {
      const own = await sampleStore();
      const app = await openApp(own, { PUBLIC_URL: 'https://tracebacks.example.com' });
      const answer = await app.inject({ method: 'POST', url: `/api/groups/${fingerprint}/resolve`, headers });
      assert.equal(answer.statusCode, 200, answer.body);
      assert.ok((await own.group(fingerprint))?.state.resolved);
      await app.close();
    });

  async function withApp(
    settings: Record<string, string>,
    use: (app: FastifyInstance) => Promise<void>,
  ): Promise<void> {
    const app = await openApp(store, settings);
    try {
      await use(app);
    } finally {
      await app.close();
    }
  }

  /** Asks a route of the table about a group that is there. */
  function ask(app: FastifyInstance, { method, url }: { method: string; url: string }, options: InjectOptions) {
    const address = url.replace(':fingerprint', fingerprint).replace(':id', '1').replace('*', 'site.css');
    return app.inject({ method: method as 'GET', url: address, ...options });
  }

  async function assertUnchanged(): Promise<void> {
    assert.deepEqual(await dump(store), untouched);
  }
});

function changing(app: FastifyInstance): { method: string; url: string }[] {
  return app.routeTable.filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method));
}

function dump(store: TracebackStore): Promise<unknown> {
  return everything(store, { ranges: [ALL_DAYS], searches: [undefined], now: NOW, limit: 200 });
}
