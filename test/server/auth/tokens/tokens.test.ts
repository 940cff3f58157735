import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import { SCOPES, type Scope } from '../../../../server/auth/scope.ts';
import { Tokens } from '../../../../server/auth/tokens/tokens.ts';
import type { TracebackStore } from '../../../../src/stores/store.ts';
import { memoryStore } from '../../ingest/takenIn.ts';
import { NOW, openApp } from '../../openApp.ts';

const OPEN = new Set(['/healthz', '/readyz', '/media/*', '/api/editor/token']);

describe('API tokens', () => {
  let store: TracebackStore;
  let app: FastifyInstance;
  let tokens: Tokens;
  let now: number;
  beforeEach(async () => {
    store = memoryStore();
    now = NOW;
    tokens = new Tokens(store, () => now);
    app = await openApp(store, { API_TOKENS: 'ci:ci-token-0123456789abcdef' }, undefined, { now: () => now });
  });
  afterEach(() => app.close());

  const failed = (error: unknown): void => assert.fail(String(error));
  const ask = (token: string, url = '/api/groups', method: 'GET' | 'POST' = 'GET') =>
    app.inject({ method, url, headers: { authorization: `Bearer ${token}` } });

  it('let in from the moment they are made to the moment they are revoked', async () => {
    const { token, text } = await tokens.make({ name: 'lambda', scope: 'read' });
    assert.match(text, /^act_[\da-f]{16}_[\w-]{43}$/);
    assert.equal((await ask(text)).statusCode, 200);
    assert.equal((await tokens.revoke(token.id))?.name, 'lambda');
    const answer = await ask(text);
    assert.equal(answer.statusCode, 401);
    assert.match(answer.json().detail, /was revoked, or it has expired/);
    assert.equal(await tokens.revoke(token.id), undefined);
  });

  it('are kept as hashes', async () => {
    const { text } = await tokens.make({ name: 'lambda', scope: 'read' });
    const kept = JSON.stringify(await store.records({ kind: 'token', limit: 10 }));
    assert.ok(kept.includes('lambda') && !kept.includes(text.slice(21)));
  });

  it('expire', async () => {
    const { text } = await tokens.make({ name: 'for a day', scope: 'read', expiresAt: NOW + 86_400_000 });
    now += 86_399_999;
    assert.equal((await ask(text)).statusCode, 200);
    now += 1;
    assert.equal((await ask(text)).statusCode, 401);
    assert.equal((await tokens.list()).length, 1);
  });

  it('that are nearly right let nobody in', async () => {
    const [one, other] = [
      (await tokens.make({ name: 'one', scope: 'write' })).text,
      (await tokens.make({ name: 'other', scope: 'write' })).text,
    ];
    const wrong = [
      `${one.slice(0, -1)}${one.endsWith('A') ? 'B' : 'A'}`,
      one.slice(0, 21) + other.slice(21),
      one.slice(0, -1),
      `${one}A`,
      one.slice(4),
      one.toUpperCase(),
      'act_',
    ];
    for (const text of wrong) assert.equal((await ask(text)).statusCode, 401, text);
  });

  it('say when they were used last, which is written at most once a minute', async () => {
    const { text } = await tokens.make({ name: 'lambda', scope: 'read' });
    for (const [wait, noted] of [
      [0, NOW],
      [59_999, NOW],
      [1, NOW + 60_000],
      [30_000, NOW + 60_000],
    ] as const) {
      now += wait;
      await tokens.find(text, failed);
      await tokens.settled();
      assert.equal((await tokens.list())[0]?.usedAt, noted);
    }
  });

  it('stay revoked when they are used at the same moment', async () => {
    const { token, text } = await tokens.make({ name: 'lambda', scope: 'read' });
    await Promise.all([tokens.find(text, failed), tokens.revoke(token.id)]);
    await tokens.settled();
    assert.deepEqual(await tokens.list(), []);
  });

  /** What each scope is let into, beside what is open to all. */
  const ingest = (method: string, url: string): boolean =>
    method === 'POST' && /^\/api\/(?:parse_s3|parse_s3_day|parse_s3_date_range|archives\/retry)$/.test(url);
  const allowed: Record<Scope, (method: string, url: string) => boolean> = {
    ingest,
    read: (method, url) => method === 'GET' || url === '/api/editor/sign_out',
    write: () => true,
  };
  for (const scope of SCOPES)
    it(`of the scope ${scope} are let into its routes only`, async () => {
      const { text } = await tokens.make({ name: 'a machine', scope });
      for (const { method, url } of app.routeTable) {
        if (OPEN.has(url) || method === 'HEAD' || isForPeople(url)) continue;
        const address = url.replace(':fingerprint', 'v1-0').replace(':id', '1');
        const answer = await ask(text, address, method as 'GET');
        if (url === '/api/editor/sign_out' && answer.statusCode === 200) return;
        const refused = answer.statusCode === 403 && /scope of this token/.test(answer.body);
        assert.equal(refused, !allowed[scope](method, url), `${method} ${url}: ${answer.body}`);
        if (refused)
          assert.match(
            String(answer.headers['www-authenticate']),
            /error="insufficient_scope", scope="(?:read|write|ingest)"$/,
          );
      }
    });

  it('of every scope make and revoke no other', async () => {
    const { text } = await tokens.make({ name: 'a machine', scope: 'write' });
    for (const token of [text, 'ci-token-0123456789abcdef'])
      for (const [method, url] of [
        ['GET', '/tokens'],
        ['POST', '/tokens'],
        ['POST', '/tokens/revoke'],
      ] as const)
        assert.equal((await ask(token, url, method)).statusCode, 403, `${method} ${url}`);
  });

  it('of the settings may do everything', async () => {
    assert.equal((await ask('ci-token-0123456789abcdef')).statusCode, 200);
    assert.equal((await ask('ci-token-0123456789abcdef', '/api/restore_all', 'POST')).statusCode, 200);
  });

  it('of people who are not let in any more are over', async () => {
    const { text } = await tokens.make({ name: 'editor of ada@example.com', scope: 'write', of: 'ada@example.com' });
    assert.equal((await ask(text)).statusCode, 401);
  });
});

function isForPeople(url: string): boolean {
  return url.startsWith('/tokens') || url === '/editor/sign-in';
}
