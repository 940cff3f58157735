import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { openApp, sampleStore } from '../openApp.ts';
import { DescribedApi } from './openApi.ts';

interface Row {
  fingerprint: string;
  count: number;
  summary: { program: string };
}

describe('merging and splitting groups over the API', () => {
  let store: TracebackStore;
  let app: FastifyInstance;
  let api: DescribedApi;
  let first: Row;
  let second: Row;

  const groups = async (): Promise<Row[]> => (await api.get('/api/groups?limit=200')).body.groups;
  const counts = async (): Promise<Map<string, number>> =>
    new Map((await groups()).map(({ fingerprint, count }) => [fingerprint, count]));

  beforeEach(async () => {
    store = await sampleStore();
    app = await openApp(store);
    api = new DescribedApi(app);
    [first, second] = (await groups()) as [Row, Row];
  });
  afterEach(() => app.close());

  it('makes one of two, lists the rule, and undoes it', async () => {
    const before = await counts();
    const merged = await api.post(`/api/groups/${first.fingerprint}/merge`, { into: second.fingerprint });
    assert.deepEqual([merged.status, merged.body.applied], [200, true]);
    const rule = {
      kind: 'merge',
      fingerprint: first.fingerprint,
      into: second.fingerprint,
      at: '2030-01-01T00:00:00Z',
    };
    assert.deepEqual((await api.get('/api/fault_rules')).body, { rules: [rule] });
    assert.equal((await counts()).get(second.fingerprint), first.count + second.count);
    assert.equal((await api.get(`/api/groups/${first.fingerprint}`)).status, 404);
    const again = await api.post(`/api/groups/${first.fingerprint}/merge`, { into: second.fingerprint });
    assert.equal(again.status, 404);
    const back = await api.post(`/api/groups/${first.fingerprint}/undo_rule`, { into: second.fingerprint });
    assert.deepEqual([back.status, back.body.rule], [200, rule]);
    assert.deepEqual(await counts(), before);
    const gone = await api.post(`/api/groups/${first.fingerprint}/undo_rule`, { into: second.fingerprint });
    assert.equal(gone.status, 404);
  });

  it('splits what fits off, and tells each traceback what it was', async () => {
    const condition = { by: 'program', value: first.summary.program };
    const { status, body } = await api.post(`/api/groups/${first.fingerprint}/split`, { condition });
    assert.equal(status, 200);
    assert.deepEqual(body.rule.condition, condition);
    const { tracebacks } = (await api.get(`/api/tracebacks?fingerprint=${body.rule.into}&limit=1`)).body;
    const one = (await api.get(`/api/tracebacks/${tracebacks[0].id}`)).body;
    assert.deepEqual([one.fingerprint, one.own_fingerprint], [body.rule.into, first.fingerprint]);
  });

  const REFUSED: [string, string, object, number, RegExp][] = [
    ['a group that is none', 'merge', { into: 'v1-none' }, 404, /no group v1-none/],
    ['a label without its name', 'split', { condition: { by: 'label', value: 'x' } }, 400, /needs its name/],
    ['no expression', 'split', { condition: { by: 'message', value: '(' } }, 409, /no regular expression/],
    ['no condition', 'split', {}, 400, /condition/],
  ];
  for (const [what, verb, change, status, detail] of REFUSED) {
    it(`refuses ${what}`, async () => {
      const answer = await api.post(`/api/groups/${first.fingerprint}/${verb}`, change);
      assert.equal(answer.status, status);
      assert.match(answer.body.detail, detail);
      assert.deepEqual((await api.get('/api/fault_rules')).body, { rules: [] });
    });
  }
});
