import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { API_VERSION, API_VERSION_HEADER } from '../../src/stores/companion/apiVersion.ts';
import { CompanionApi } from '../../src/stores/companion/companionApi.ts';
import { CompanionStore } from '../../src/stores/companion/companionStore.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { StoreError, type StoreTrouble } from '../../src/stores/store.ts';
import { deadAddress, httpServer, selfSignedServer, silentServer, type UpServer } from './badServers.ts';
import { NOON, save } from './changes.ts';
import { companionOf, listeningServer } from './companionServer.ts';
import { made } from './made.ts';

const TOKEN = 'a-token-of-more-than-24-characters';
const STATUS = { kind: 'memory', time_zone: 'UTC', tracebacks: 0, groups: 0, archives: 0 };

function open(address: URL, limits: { timeLimit?: number; largest?: number } = {}): CompanionStore {
  return new CompanionStore(new CompanionApi({ address, token: async () => TOKEN, ...limits }));
}

function isTrouble(reason: StoreTrouble, sentence: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.deepEqual([error.reason, sentence.test(error.message)], [reason, true], error.message);
    assert.match(error.message, /^[^\n]+[.”]$/u, 'one line, a sentence');
    assert.ok(!error.message.includes(TOKEN));
    return true;
  };
}

function answer(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  const type = { 'content-type': 'application/json', [API_VERSION_HEADER]: String(API_VERSION) };
  response.writeHead(status, { ...type, ...headers }).end(body);
}

const problem = (detail: string, more: object = {}): string => JSON.stringify({ detail, ...more });
const html = { 'content-type': 'text/html' };

/** What a server answers with: status, body, headers; then what is said of it. */
const BAD_ANSWERS: [string, [number, string, Record<string, string>?], StoreTrouble, RegExp][] = [
  [
    'asks for a token',
    [401, problem('A token is needed.')],
    'no-access',
    /does not accept the access token.*Set Access Token/,
  ],
  [
    'forbids it',
    [403, problem('Nothing was changed: why.')],
    'no-access',
    /does not allow this\. It says: Nothing was changed: why\./,
  ],
  ['has changed meanwhile', [409, problem('Too late.')], 'failed', /Someone else changed this.*Too late/],
  ['has another name', [421, problem('Not known.')], 'unreachable', /Set PUBLIC_URL=http:\/\/127/],
  ['is asked too often', [429, problem('Wait.')], 'busy', /too often/],
  [
    'fails',
    [500, problem('The server failed at this; its log says why, under the request’s id.')],
    'failed',
    /failed \(500\)\. It says: The server failed/,
  ],
  ['is stopping', [503, problem('The server is stopping.')], 'busy', /cannot answer now.*stopping/],
  ['lacks the route', [404, problem('There is no such page.')], 'failed', /failed \(404\)/],
  ['says something else than JSON', [200, '<html>Hello</html>'], 'failed', /not JSON/],
  ['says half of it', [200, '{"kind": "mem'], 'failed', /not JSON/],
  ['says other JSON', [200, '{"hello": 1}'], 'failed', /does not understand: kind is no text/],
  ['says a list', [200, '[]'], 'failed', /the answer is no object/],
  [
    'has counts that are no numbers',
    [200, JSON.stringify({ ...STATUS, groups: '7' })],
    'failed',
    /groups is no whole number/,
  ],
  [
    'is newer',
    [200, '{}', { [API_VERSION_HEADER]: String(API_VERSION + 1) }],
    'newer',
    /newer than this extension.*Update the extension/,
  ],
  ['is older', [200, '{}', { [API_VERSION_HEADER]: '0' }], 'older', /older than this extension.*Update the server/],
];

/** The same without the API's version: a proxy, or another program. */
const FOREIGN_ANSWERS: [string, [number, string, Record<string, string>?], StoreTrouble, RegExp][] = [
  ['another program', [200, '<html>Hello</html>', html], 'not-a-store', /is no companion server/],
  ['another program’s 404', [404, 'Not found', html], 'not-a-store', /\(404\) is no companion server/],
  ['a proxy that wants a sign-in', [401, 'Sign in', html], 'no-access', /refuses access \(401\)/],
  ['a proxy that forbids', [403, 'No', html], 'no-access', /refuses access \(403\)/],
  ['a proxy that slows down', [429, 'Slow down', html], 'busy', /too often \(429\)/],
  ['a proxy without its server', [502, '<h1>Bad gateway</h1>', html], 'unreachable', /behind a proxy/],
];

describe('a companion server that is not as it should be', () => {
  let server: UpServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  it('is down', async () => {
    await assert.rejects(open(await deadAddress()).status(), isTrouble('unreachable', /not running there/));
  });

  it('has a name that nobody knows', async () => {
    const store = open(new URL('http://companion.invalid:7007'));
    await assert.rejects(store.status(), isTrouble('unreachable', /name companion\.invalid .* is not known/));
  });

  it('never answers', async () => {
    server = await silentServer();
    const store = open(server.address, { timeLimit: 50 });
    await assert.rejects(store.status(), isTrouble('unreachable', /did not answer within 0\.05 s/));
  });

  it('begins to answer and stops', async () => {
    server = await httpServer((_request, response) => {
      response.writeHead(200, { [API_VERSION_HEADER]: String(API_VERSION) }).write('{"kind":');
    });
    const store = open(server.address, { timeLimit: 200 });
    await assert.rejects(store.status(), isTrouble('unreachable', /did not answer within/));
  });

  it('breaks off', async () => {
    server = await httpServer((request) => request.socket.destroy());
    await assert.rejects(open(server.address).status(), isTrouble('unreachable', /broke off/));
  });

  it('has a certificate that is not trusted, and gets no token', async () => {
    server = await selfSignedServer((_request, response) => answer(response, 200, JSON.stringify(STATUS)));
    await assert.rejects(open(server.address).status(), isTrouble('unreachable', /certificate .* not trusted/));
    assert.deepEqual(server.tokens, []);
  });

  it('speaks https where http was asked for, and the other way round', async () => {
    server = await selfSignedServer((_request, response) => answer(response, 200, '{}'));
    const plain = new URL(server.address.href.replace('https:', 'http:'));
    await assert.rejects(open(plain).status(), isTrouble('unreachable', /./));
    await server.close();
    server = await httpServer((_request, response) => answer(response, 200, '{}'));
    const secure = new URL(server.address.href.replace('http:', 'https:'));
    await assert.rejects(open(secure).status(), isTrouble('unreachable', /does not speak https/));
  });

  for (const [what, [status, body, headers], reason, sentence] of BAD_ANSWERS)
    it(what, async () => {
      server = await httpServer((_request, response) => answer(response, status, body, headers));
      await assert.rejects(open(server.address).status(), isTrouble(reason, sentence));
    });

  for (const [what, [status, body, headers], reason, sentence] of FOREIGN_ANSWERS)
    it(`is ${what}`, async () => {
      server = await httpServer((_request, response) => response.writeHead(status, headers).end(body));
      await assert.rejects(open(server.address).status(), isTrouble(reason, sentence));
    });

  for (const status of [301, 302, 307, 308])
    it(`sends on to another origin (${status}), which gets neither request nor token`, async () => {
      const other = await httpServer((_request, response) => answer(response, 200, JSON.stringify(STATUS)));
      server = await httpServer((_request, response) =>
        answer(response, status, '', { location: new URL('/api/status', other.address).href }),
      );
      try {
        await assert.rejects(
          open(server.address).status(),
          isTrouble('not-a-store', /sends on to http:\/\/127.*not followed/),
        );
        await assert.rejects(open(server.address).unhide('1-a'), isTrouble('not-a-store', /not followed/));
        assert.deepEqual([other.tokens, server.tokens], [[], [`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]]);
      } finally {
        await other.close();
      }
    });

  it('sends more than it may, said beforehand or not', async () => {
    const large = JSON.stringify({ ...STATUS, kind: 'x'.repeat(5_000) });
    for (const chunked of [false, true]) {
      const sender = await httpServer((_request, response) => {
        response.writeHead(200, {
          [API_VERSION_HEADER]: String(API_VERSION),
          ...(!chunked && { 'content-length': String(large.length) }),
        });
        response.end(large);
      });
      await assert.rejects(
        open(sender.address, { largest: 1_000 }).status(),
        isTrouble('unreachable', /too large \(more than 1000 bytes\)/),
      );
      await sender.close();
    }
  });

  it('puts a link into what it says: it does not become one', async () => {
    server = await httpServer((_request, response) =>
      answer(response, 500, problem(`Click\n[here](command:workbench.action.quit) ${'x'.repeat(1_000)}`)),
    );
    await assert.rejects(open(server.address).status(), (error: Error) => {
      assert.ok(!error.message.includes(']('), error.message);
      assert.ok(error.message.length < 500);
      return true;
    });
  });
});

describe('the companion’s adapter', () => {
  it('ends calls under way when it is closed, and makes none after', async () => {
    const server = await silentServer();
    const store = open(server.address);
    const call = store.status();
    await store.close();
    await assert.rejects(call, isTrouble('closed', /was closed/));
    await assert.rejects(store.status(), isTrouble('closed', /was closed/));
    await server.close();
  });

  it('asks with the token of the moment, and what it does is done in its name', async () => {
    const inner = new MemoryStore({ timeZone: 'Europe/Berlin', rules: NO_RULES });
    await save(inner, 'a', [[made({ id: '70', at: NOON })]]);
    const server = await listeningServer(inner, { API_TOKENS: `ada:${TOKEN}` });
    let token: string | undefined;
    const store = new CompanionStore(new CompanionApi({ address: server.address, token: async () => token }));
    await assert.rejects(store.status(), isTrouble('no-access', /needs an access token/));
    assert.throws(() => store.timeZone, /has not answered yet/);
    token = TOKEN;
    assert.equal(await store.hide('1-a', { at: 0, reason: 'known', until: NOON + 1_500 }), true);
    assert.equal(store.timeZone, 'Europe/Berlin');
    const hidden = { at: NOON, until: NOON + 1_500, reason: 'known', by: 'ada' };
    assert.deepEqual((await inner.group('1-a'))?.state, { hidden });
    assert.deepEqual((await store.group('1-a'))?.state, { hidden });
    assert.equal(await store.resolve('1-none'), false);
    await server.close();
    await assert.rejects(store.status(), isTrouble('unreachable', /not running there/));
  });

  it('says which of its words a server refuses', async () => {
    const server = await listeningServer(new MemoryStore({ timeZone: 'UTC', rules: NO_RULES }));
    const store = companionOf(server);
    await assert.rejects(
      store.hide('1-a', { at: 0, reason: 'x'.repeat(501) }),
      isTrouble('failed', /did not understand.*body\.reason/),
    );
    await assert.rejects(
      store.counts({ ...ALL_DAYS, from: '2016-02-30' }),
      isTrouble('failed', /2016-02-30 is no day/),
    );
    await server.close();
  });
});
