import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';

import type { TracebackStore } from '../../../src/stores/store.ts';
import { NOW, openApp, sampleStore } from '../openApp.ts';
import { DescribedApi } from './openApi.ts';

describe('changing groups over the API', () => {
  let store: TracebackStore;
  let app: FastifyInstance;
  let api: DescribedApi;
  let address: string;

  beforeEach(async () => {
    store = await sampleStore();
    app = await openApp(store);
    api = new DescribedApi(app);
    address = `/api/groups/${(await api.get('/api/groups?limit=1')).body.groups[0].fingerprint}`;
  });
  afterEach(() => app.close());

  async function listed(filter: string): Promise<string[]> {
    const { body } = await api.get(`/api/groups?limit=200&filter=${filter}`);
    return body.groups.map((group: { fingerprint: string }) => `/api/groups/${group.fingerprint}`);
  }

  it('a group that is hidden leaves the lists, with its reason, until it is unhidden', async () => {
    const { status, body } = await api.post(`${address}/hide`, { reason: 'known' });
    assert.equal(status, 200);
    assert.deepEqual(body.hidden, { at: '2030-01-01T00:00:00Z', reason: 'known' });
    assert.deepEqual(await listed('hidden'), [address]);
    assert.ok(!(await listed('all')).includes(address));
    assert.equal((await api.post(`${address}/unhide`)).body.hidden, undefined);
    assert.deepEqual(await listed('hidden'), []);
    assert.ok((await listed('all')).includes(address));
  });

  it('a hide ends by itself at its time', async () => {
    const until = '2030-01-01T00:00:01Z';
    const { body } = await api.post(`${address}/hide`, { until });
    assert.equal(body.hidden.until, until);
    const filter = { range: { from: '0000-01-01', to: '9999-12-31' }, filter: 'hidden', limit: 10 } as const;
    assert.equal((await store.groups(filter, NOW)).groups.length, 1);
    assert.equal((await store.groups(filter, NOW + 1000)).groups.length, 0);
  });

  it('resolved, then open again', async () => {
    const { body } = await api.post(`${address}/resolve`);
    assert.deepEqual([body.standing, body.resolved], ['resolved', { at: '2030-01-01T00:00:00Z' }]);
    assert.deepEqual(await listed('resolved'), [address]);
    const reopened = await api.post(`${address}/reopen`, {});
    assert.deepEqual([reopened.body.standing, reopened.body.resolved], ['open', undefined]);
  });

  it('each change made twice is made once', async () => {
    for (const verb of ['hide', 'unhide', 'resolve', 'reopen']) {
      const once = await api.post(`${address}/${verb}`);
      assert.deepEqual(await api.post(`${address}/${verb}`).then(({ body }) => body), once.body, verb);
    }
  });

  it('restore_all shows every hidden group again and says how many there were', async () => {
    const [first, second] = await listed('all');
    for (const group of [first, second]) await api.post(`${group}/hide`);
    assert.deepEqual((await api.post('/api/restore_all')).body, { restored: 2 });
    assert.deepEqual((await api.post('/api/restore_all')).body, { restored: 0 });
  });

  for (const verb of ['hide', 'unhide', 'resolve', 'reopen'])
    it(`${verb} of no group is 404`, async () => {
      const { status, body } = await api.post(`/api/groups/nothing/${verb}`);
      assert.deepEqual([status, body.detail], [404, 'There is no group nothing.']);
    });

  const wrong: [string, object | string, number, string?][] = [
    ['hide', { until: '2029-12-31T23:59:59Z' }, 400, 'body.until'],
    ['hide', { until: 'soon' }, 400, 'body.until'],
    ['hide', { until: '2030-02-30T00:00:00Z' }, 400, 'body.until'],
    ['hide', { reason: 'x'.repeat(501) }, 400, 'body.reason'],
    ['hide', { raeson: 'x' }, 400, 'body.raeson'],
    ['resolve', { by: 'someone else' }, 400, 'body.by'],
    ['hide', '{', 400],
    ['hide', '[]', 400, 'body'],
    ['hide', '{"__proto__": {"reason": "x"}}', 400],
    ['hide', JSON.stringify({ reason: 'x'.repeat(70_000) }), 413],
  ];
  for (const [verb, payload, status, parameter] of wrong)
    it(`${verb} with ${JSON.stringify(payload).slice(0, 50)} is ${status}, and changes nothing`, async () => {
      const headers = { origin: 'http://localhost', 'content-type': 'application/json' };
      const answer = await api.ask({ method: 'POST', url: `${address}/${verb}`, headers, payload });
      assert.deepEqual([answer.status, answer.body.parameter], [status, parameter], JSON.stringify(answer.body));
      const { body } = await api.get(address);
      assert.deepEqual([body.hidden, body.resolved], [undefined, undefined]);
    });
});
