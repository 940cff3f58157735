import assert from 'node:assert/strict';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { CursorError, type GroupQuery, type TracebackStore } from '../../src/stores/store.ts';
import { NOON, save } from './changes.ts';
import { allGroups, search } from './everything.ts';
import { made } from './made.ts';

const NAMES = ['1-a', '1-b', '1-c', '1-d', '1-e'];

/** What every store does with what somebody hides for themselves. */
export function excludeContract(open: () => Promise<TracebackStore>): void {
  let store: TracebackStore;

  beforeEach(async () => {
    store = await open();
    await save(store, 'a', [NAMES.map((fingerprint, n) => made({ id: `7${n}`, at: NOON - n * 1000, fingerprint }))]);
  });

  afterEach(() => store.close());

  const query: GroupQuery = { range: ALL_DAYS, filter: 'all', limit: 2, exclude: ['1-d', '1-b'] };

  it('is on no page, is not counted, and is found by no search', async () => {
    for (const list of [query, { ...query, search: search('total') }]) {
      const groups = await allGroups(store, list, NOON);
      assert.deepEqual(
        groups.map(({ fingerprint }) => fingerprint),
        ['1-a', '1-c', '1-e'],
      );
      assert.equal((await store.groups(list, NOON)).total, 3);
    }
    const { all, new: fresh } = await store.counts(ALL_DAYS, NOON, query.exclude);
    assert.deepEqual([all, fresh], [3, 3]);
    assert.equal((await store.counts(ALL_DAYS, NOON)).all, 5);
  });

  it('does not close a list that it moves in', async () => {
    const { cursor = '' } = await store.groups(query, NOON);
    await save(store, 'b', [[made({ id: '80', at: NOON + 1, fingerprint: '1-b' })]]);
    const rest = await allGroups(store, { ...query, cursor }, NOON);
    assert.deepEqual(
      rest.map(({ fingerprint }) => fingerprint),
      ['1-e'],
    );
  });

  it('belongs to the list: a page of another is refused, the same in another order is not', async () => {
    const { cursor = '' } = await store.groups(query, NOON);
    await assert.rejects(store.groups({ ...query, exclude: ['1-b'], cursor }, NOON), CursorError);
    const same = await store.groups({ ...query, exclude: ['1-b', '1-d', '1-b'], cursor }, NOON);
    assert.equal(same.groups.length, 1);
    const { cursor: plain = '' } = await store.groups({ ...query, exclude: [] }, NOON);
    const { exclude: _none, ...rest } = query;
    assert.equal((await store.groups({ ...rest, cursor: plain }, NOON)).groups.length, 2);
  });

  it('are at most 1,000 faults', async () => {
    const many = Array.from({ length: 999 }, (_, n) => `v1-${n.toString(16).padStart(20, '0')}`);
    const full = [...many, '1-a'];
    assert.equal((await store.groups({ ...query, exclude: full }, NOON)).total, 4);
    assert.equal((await store.counts(ALL_DAYS, NOON, full)).all, 4);
    await assert.rejects(store.groups({ ...query, exclude: [...full, '1-b'] }, NOON), /at most 1,000 faults/);
    await assert.rejects(store.counts(ALL_DAYS, NOON, [...full, '1-b']), /at most 1,000 faults/);
  });
}
