import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { connect } from '../../src/stores/elasticsearch/connection.ts';
import { openElasticsearch, type ElasticsearchOptions } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import { StoreError, type StoreOptions, type StoreTrouble } from '../../src/stores/store.ts';
import { startElasticsearch, type ElasticsearchNode } from '../support/elasticsearchNode.ts';
import { secureServer } from '../support/elasticsearchSecure.ts';
import { throttledNode } from '../support/elasticsearchThrottle.ts';
import { deadAddress, httpServer, type UpServer } from './badServers.ts';
import { NOON, save } from './changes.ts';
import { dropIndices, openEmpty } from './elasticsearchStores.ts';
import { allGroups } from './everything.ts';
import { made } from './made.ts';

const OPTIONS: StoreOptions = { timeZone: 'UTC', rules: NO_RULES };

function isTrouble(reason: StoreTrouble, sentence: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.deepEqual([error.reason, sentence.test(error.message)], [reason, true], error.message);
    return true;
  };
}

describe('an Elasticsearch that is not as it should be', () => {
  let server: UpServer | undefined;

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const saying =
    (
      status: number,
      body: object,
      headers: Record<string, string> = { 'x-elastic-product': 'Elasticsearch' },
    ): RequestListener =>
    (_request, response) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  const open = async (connection: Partial<ElasticsearchOptions> = {}): Promise<unknown> =>
    await openElasticsearch({ addresses: [server?.address.href ?? ''], ...connection }, OPTIONS);

  const ANSWERS: [string, RequestListener, StoreTrouble, RegExp][] = [
    ['is too old', saying(200, { version: { number: '8.18.4' } }), 'older', /is version 8\.18\.4\. Needed is 8\.19/],
    ['is too new', saying(200, { version: { number: '10.0.0' } }), 'newer', /is version 10\.0\.0/],
    [
      'does not know the key',
      saying(401, { error: { type: 'security_exception' } }),
      'no-access',
      /does not know the key/,
    ],
    ['is something else', saying(200, {}, {}), 'not-a-store', /is not Elasticsearch/],
    ['is another API', saying(404, { detail: 'Not Found' }, {}), 'not-a-store', /is not Elasticsearch/],
    [
      'is a page',
      (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>'),
      'not-a-store',
      /is not Elasticsearch/,
    ],
    [
      'sends elsewhere',
      (_request, response) => void response.writeHead(302, { location: 'https://example.com/' }).end(),
      'not-a-store',
      /is not Elasticsearch/,
    ],
  ];
  for (const [what, answer, reason, sentence] of ANSWERS) {
    it(`${what}: says so`, async () => {
      server = await httpServer(answer);
      await assert.rejects(open(), isTrouble(reason, sentence));
    });
  }

  it('is not there: says so', async () => {
    const { href } = await deadAddress();
    await assert.rejects(open({ addresses: [href] }), isTrouble('unreachable', /is not to be reached/));
  });

  it('has a certificate that only its owners know: is talked to with that, and not without', async () => {
    const tokens: unknown[] = [];
    const secure = await secureServer((request, response) => {
      tokens.push(request.headers.authorization);
      saying(200, { version: { number: '8.18.0' } })(request, response);
    });
    try {
      const connection = { addresses: [secure.address], apiKey: 'c2VjcmV0' };
      await assert.rejects(open(connection), isTrouble('unreachable', /certificate/));
      assert.deepEqual(tokens, []);
      const { certificate } = secure;
      await assert.rejects(open({ ...connection, certificate }), isTrouble('older', /is version 8\.18\.0/));
      assert.deepEqual(tokens, ['ApiKey c2VjcmV0']);
    } finally {
      await secure.close();
    }
  });

  const CREDENTIALS: [string, Partial<ElasticsearchOptions>, string | undefined][] = [
    ['an API key', { apiKey: 'c2VjcmV0' }, 'ApiKey c2VjcmV0'],
    ['a name and a password', { username: 'ada', password: 'love' }, `Basic ${btoa('ada:love')}`],
    ['nothing', {}, undefined],
  ];
  for (const [what, credentials, header] of CREDENTIALS) {
    it(`is entered with ${what}`, async () => {
      server = await httpServer(saying(403, { error: { type: 'security_exception', reason: 'no' } }));
      await assert.rejects(open(credentials), isTrouble('no-access', /has no right to this/));
      assert.deepEqual(new Set(server.tokens), new Set([header]));
    });
  }

  it('finds the deployment that a cloud id names', async () => {
    const hosts = `cloud.example$cluster$kibana`;
    const client = connect({ cloudId: `shop:${btoa(hosts)}`, apiKey: 'c2VjcmV0' });
    assert.deepEqual(
      client.connectionPool.connections.map(({ url }) => url.href),
      ['https://cluster.cloud.example/'],
    );
    await client.close();
  });
});

describe('an Elasticsearch node in trouble', function () {
  this.timeout(120_000);
  let node: ElasticsearchNode;
  let prefix = '';
  let prefixes = 0;

  before(async function () {
    node = await startElasticsearch(this);
  });

  after(() => node?.stop());

  beforeEach(() => {
    prefix = `trouble-${process.pid}-${++prefixes}`;
  });

  afterEach(() => dropIndices(node.address, prefix));

  const ask = async (method: string, path: string, body?: object): Promise<void> => {
    const client = connect({ addresses: [node.address] });
    await client.transport.request({ method, path, ...(body && { body }) });
    await client.close();
  };
  const open = (): ReturnType<typeof openElasticsearch> =>
    openElasticsearch({ addresses: [node.address], prefix }, OPTIONS);

  it('has indices of another program under our names: leaves them alone', async () => {
    for (const index of ['groups', 'tracebacks-2016-08']) {
      await ask('PUT', `/${prefix}-${index}`, { mappings: { properties: { name: { type: 'keyword' } } } });
      await assert.rejects(open(), isTrouble('not-a-store', new RegExp(`${prefix}-${index} .*is another program’s`)));
      await ask('DELETE', `/${prefix}-${index}`);
    }
  });

  it('has another program’s index template under our name: leaves it alone', async () => {
    const body = { index_patterns: [`${prefix}-x`], priority: 7 };
    await ask('PUT', `/_index_template/${prefix}-groups`, body);
    await assert.rejects(open(), isTrouble('not-a-store', /index template .* is another program’s/));
  });

  it('has indices of a newer version: leaves them alone', async () => {
    await ask('PUT', `/${prefix}-groups`, { mappings: { _meta: { 'assertion-context': 99 } } });
    await assert.rejects(open(), isTrouble('newer', /newer version/));
  });

  it('has none to read: says so, and makes none', async () => {
    const connection = { addresses: [node.address], prefix, readOnly: true };
    await assert.rejects(openElasticsearch(connection, OPTIONS), isTrouble('not-a-store', /there are no indices/));
    await (await open()).close();
    const reading = await openElasticsearch(connection, { ...OPTIONS, timeZone: 'Europe/Berlin' });
    assert.equal(reading.timeZone, 'UTC');
    await reading.close();
  });

  it('takes no writes: says so, and what was stored before is read', async () => {
    const store = await open();
    await save(store, 'a', [[made({ id: '70', at: NOON })]]);
    await ask('PUT', `/${prefix}-tracebacks-2016-08/_settings`, { index: { blocks: { write: true } } });
    await assert.rejects(
      save(store, 'b', [[made({ id: '71', at: NOON, fingerprint: '1-b' })]]),
      isTrouble('no-access', /takes no changes/),
    );
    assert.deepEqual(
      (await allGroups(store, { range: ALL_DAYS, filter: 'all', limit: 5 }, NOON)).map((group) => group.count),
      [1],
    );
    await ask('PUT', `/${prefix}-tracebacks-2016-08/_settings`, { index: { blocks: { write: false } } });
    await store.close();
    await assert.rejects(store.status(), isTrouble('closed', /has been closed/));
  });

  it('has no room for some of a bulk, now and then: they are sent again, alone', async () => {
    const throttle = await throttledNode(node.address);
    const store = await openEmpty(throttle.address, OPTIONS);
    const tracebacks = Array.from({ length: 50 }, (_, n) =>
      made({ id: `7${n}`, at: NOON + n, fingerprint: `1-${n % 7}` }),
    );
    throttle.refuse = (n) => n % 3 === 0;
    await save(store, 'a', [tracebacks]);
    throttle.refuse = () => false;
    assert.ok(throttle.refused > 10);
    const groups = await allGroups(store, { range: ALL_DAYS, filter: 'all', limit: 50 }, NOON);
    assert.deepEqual(
      groups.reduce((sum, { count }) => sum + count, 0),
      50,
    );
    await store.close();
    await throttle.close();
  });

  it('has no room at all: says so after a while', async () => {
    const throttle = await throttledNode(node.address);
    const store = await openEmpty(throttle.address, OPTIONS);
    throttle.refuse = () => true;
    await assert.rejects(save(store, 'a', [[made({ id: '70', at: NOON })]]), isTrouble('busy', /too much to do/));
    throttle.refuse = () => false;
    await save(store, 'a', [[made({ id: '70', at: NOON })]]);
    assert.equal((await store.group('1-a'))?.count, 1);
    await store.close();
    await throttle.close();
  });
});
