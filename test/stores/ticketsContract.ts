import assert from 'node:assert/strict';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { GRACE } from '../../src/core/groups/group.ts';
import type { GroupTicket, TicketFilter } from '../../src/core/groups/ticket.ts';
import { RECENT, TICKET_FILTERS } from '../../src/core/groups/ticket.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { NOON, save } from './changes.ts';
import { allGroups } from './everything.ts';
import { made } from './made.ts';

const DAY = 24 * 3_600_000;

/** A ticket; `done`: when. */
function ticket(key: string, parts: Partial<GroupTicket> = {}): GroupTicket {
  return { key, url: `https://jira.example.com/browse/${key}`, status: 'To Do', category: 'new', ...parts };
}

/** What every store does with tickets. */
export function ticketsContract(open: () => Promise<TracebackStore>): void {
  let store: TracebackStore;

  beforeEach(async () => {
    store = await open();
    await save(store, 'a', [
      ['1-open', '1-done', '1-old', '1-none', '1-hidden'].map((fingerprint, n) =>
        made({ id: `7${n}`, at: NOON - n * 1000, fingerprint }),
      ),
    ]);
  });

  afterEach(() => store.close());

  const names = async (filter: TicketFilter, now = NOON): Promise<string[]> =>
    (await allGroups(store, { range: ALL_DAYS, filter, limit: 2 }, now)).map(({ fingerprint }) => fingerprint);

  it('are told with the fault, and replaced all at once', async () => {
    const all = ticket('SHOP-1', {
      assignee: 'Ada',
      summary: 'It fails',
      createdAt: NOON,
      resolvedAt: NOON + 1,
      fixVersion: '1.2',
    });
    assert.equal(await store.setTickets('1-open', [all, ticket('SHOP-2')]), true);
    assert.deepEqual((await store.group('1-open'))?.state.tickets, [all, ticket('SHOP-2')]);
    assert.equal(await store.setTickets('1-open', [ticket('SHOP-3')]), true);
    assert.deepEqual((await store.group('1-open'))?.state, { tickets: [ticket('SHOP-3')] });
    assert.equal(await store.setTickets('1-open', []), true);
    assert.deepEqual((await store.group('1-open'))?.state, {});
    assert.equal(await store.setTickets('1-never', [ticket('SHOP-1')]), false);
  });

  it('keep what people decided, and are kept with it', async () => {
    await store.setTickets('1-open', [ticket('SHOP-1')]);
    await store.hide('1-open', { at: NOON });
    await store.resolve('1-open', { at: NOON });
    await store.unhide('1-open');
    await store.setTickets('1-open', [ticket('SHOP-2')]);
    assert.deepEqual((await store.group('1-open'))?.state, { resolved: { at: NOON }, tickets: [ticket('SHOP-2')] });
    await save(store, 'a', [[made({ id: '80', at: NOON + 1, fingerprint: '1-open' })]]);
    assert.deepEqual((await store.group('1-open'))?.state.tickets, [ticket('SHOP-2')]);
  });

  it('cover several faults each', async () => {
    await store.setTickets('1-open', [ticket('SHOP-1'), ticket('SHOP-2')]);
    await store.setTickets('1-done', [ticket('SHOP-1')]);
    const of = (key: string): Promise<string[]> => store.groupsOfTicket(key);
    assert.deepEqual(
      [await of('SHOP-1'), await of('SHOP-2'), await of('SHOP-9')],
      [['1-done', '1-open'], ['1-open'], []],
    );
    await store.setTickets('1-open', [ticket('SHOP-2')]);
    assert.deepEqual([await of('SHOP-1'), await of('SHOP-2')], [['1-done'], ['1-open']]);
  });

  it('filter lists, and are counted', async () => {
    const createdAt = NOON - RECENT + DAY;
    await store.setTickets('1-open', [ticket('SHOP-1', { createdAt }), ticket('SHOP-2', { category: 'done' })]);
    await store.setTickets('1-done', [ticket('SHOP-3', { category: 'done', createdAt })]);
    await store.setTickets('1-old', [ticket('SHOP-4', { createdAt: NOON - RECENT }), ticket('SHOP-5')]);
    await store.setTickets('1-hidden', [ticket('SHOP-6', { createdAt })]);
    await store.hide('1-hidden', { at: NOON });
    const expected: Record<TicketFilter, string[]> = {
      'with-ticket': ['1-open', '1-done', '1-old'],
      'open-ticket': ['1-open', '1-old'],
      'no-ticket': ['1-none'],
      'no-recent-ticket': ['1-old', '1-none'],
    };
    const counts = await store.counts(ALL_DAYS, NOON);
    for (const filter of TICKET_FILTERS) {
      assert.deepEqual(await names(filter), expected[filter], filter);
      assert.equal(counts[filter], expected[filter].length, filter);
    }
    assert.deepEqual(await names('no-recent-ticket', NOON + DAY), ['1-open', '1-done', '1-old', '1-none']);
  });

  it('resolve a fault an hour after the last of them was done', async () => {
    const done = (resolvedAt: number): GroupTicket => ticket(`SHOP-${resolvedAt}`, { category: 'done', resolvedAt });
    const cases: [string, GroupTicket[], string][] = [
      ['seen before its end', [done(NOON)], 'resolved'],
      ['seen when the grace ends', [done(NOON - GRACE)], 'resolved'],
      ['seen after the grace', [done(NOON - GRACE - 1)], 'regressed'],
      ['the last of several counts', [done(NOON - 2 * GRACE), done(NOON - GRACE)], 'resolved'],
      ['one is open', [done(NOON - 2 * GRACE), ticket('SHOP-1')], 'open'],
      ['nobody knows when', [ticket('SHOP-1', { category: 'done' })], 'open'],
    ];
    for (const [what, tickets, expected] of cases) {
      await store.setTickets('1-open', tickets);
      assert.equal((await store.group('1-open'))?.standing, expected, what);
      for (const standing of ['resolved', 'regressed'] as const) {
        const listed = await allGroups(store, { range: ALL_DAYS, filter: standing, limit: 9 }, NOON);
        assert.equal(listed.length, Number(standing === expected), `${what}: ${standing}`);
        assert.equal((await store.counts(ALL_DAYS, NOON))[standing], listed.length, what);
      }
    }
  });

  it('count against a person’s word by what was said last', async () => {
    const done = ticket('SHOP-1', { category: 'done', resolvedAt: NOON - 3 * GRACE });
    await store.setTickets('1-open', [done]);
    const standing = async (): Promise<string | undefined> => (await store.group('1-open'))?.standing;
    assert.equal(await standing(), 'regressed');
    await store.resolve('1-open', { at: NOON });
    assert.equal(await standing(), 'resolved');
    await store.resolve('1-open', { at: NOON - 1 });
    assert.equal(await standing(), 'regressed');
    await store.setTickets('1-open', [{ ...done, resolvedAt: NOON }]);
    assert.equal(await standing(), 'resolved');
  });
}
