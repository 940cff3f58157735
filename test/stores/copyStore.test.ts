import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import type { GroupTicket } from '../../src/core/groups/ticket.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { copyStore, type CopyOutcome } from '../../src/stores/copyStore.ts';
import { openElasticsearch } from '../../src/stores/elasticsearch/openElasticsearch.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { SqliteFile } from '../../src/stores/sqlite/sqliteFile.ts';
import type { StoreOptions, TracebackStore } from '../../src/stores/store.ts';
import { findAll } from '../core/python/findAll.ts';
import { startElasticsearch, type ElasticsearchNode } from '../support/elasticsearchNode.ts';
import { NOON, save } from './changes.ts';
import { dropIndices } from './elasticsearchStores.ts';
import { everything, search } from './everything.ts';
import { hourOf, takeIn } from './fill.ts';
import { made } from './made.ts';

const OPTIONS: StoreOptions = { timeZone: 'Europe/Berlin', rules: NO_RULES };
const HOUR = 3_600_000;
const VIEWS = {
  ranges: [ALL_DAYS, { from: '2016-08-10', to: '2016-08-12' }],
  searches: [undefined, search('order*'), search('label:customer=acme')],
  now: NOON,
  limit: 200,
};
const TICKET: GroupTicket = {
  key: 'SHOP-1',
  url: 'https://jira.example/browse/SHOP-1',
  status: 'To Do',
  category: 'new',
  createdAt: NOON,
};
const NEVER = new AbortController().signal;

/** Frozen days, decisions, tickets, rules that hide, labels, borders, records: all that a store can hold. */
async function fill(store: TracebackStore): Promise<void> {
  const old = Array.from({ length: 30 }, (_, n) =>
    made({ id: `60${n}`, at: NOON - 80 * HOUR, fingerprint: `1-${n % 9}` }),
  );
  const others = [
    made({ id: '701', at: NOON, fingerprint: '1-1', labels: { customer: 'acme' }, context: ['a', 'b'] }),
    made({ id: '702', at: NOON, fingerprint: '1-2', hiddenBy: 'noise' }),
    made({ id: '703', at: NOON + HOUR, fingerprint: '1-a', message: 'order 66' }),
  ];
  const { borders } = findAll('');
  await save(store, 'a', [old], { borders });
  await save(store, 'b', [others]);
  for (let n = 0; n < 2; n++) {
    await takeIn(store, hourOf({ from: n * 600, count: 600, start: NOON + n * HOUR, groups: 40, context: 200 }));
  }
  await store.hide('1-1', { at: NOON, until: NOON + HOUR, reason: 'known', by: 'ada' });
  await store.resolve('1-a', { at: NOON, by: 'ada' });
  await store.setTickets('1-2', [TICKET]);
  await store.retain('2016-08-11');
  for (let n = 0; n < 3; n++) await store.createRecord(n === 2 ? 'audit' : 'token', `id ${n}`, { n });
}

describe('moving everything to another store', function () {
  this.timeout(300_000);
  let node: ElasticsearchNode;
  let folder = '';
  let expected: unknown;

  before(async function () {
    node = await startElasticsearch(this);
    folder = mkdtempSync(join(tmpdir(), 'copy-'));
    const memory = new MemoryStore(OPTIONS);
    await fill(memory);
    expected = await everything(memory, VIEWS);
    const sqlite = openFile('from.db');
    await fill(sqlite);
    await sqlite.close();
  });

  after(async () => {
    await node?.stop();
    if (folder !== '') rmSync(folder, { recursive: true });
  });

  const openFile = (name: string): SqliteFile =>
    new SqliteFile(join(folder, name), OPTIONS, { busyTimeout: 0, cache: 8 });

  const copied = async (
    from: SqliteFile | Awaited<ReturnType<typeof openElasticsearch>>,
    to: typeof from,
    signal = NEVER,
  ): Promise<CopyOutcome> => await copyStore(from.moving(), to.moving(), { signal, onProgress: () => undefined });

  const records = async (store: TracebackStore): Promise<unknown> =>
    (await Promise.all(['token', 'audit'].map((kind) => store.records({ kind, limit: 5 })))).map((page) =>
      page.records.map(({ id, value }) => [id, value]),
    );

  it('leaves nothing out on the way from SQLite to Elasticsearch and back, cut short or not', async () => {
    const prefix = `copy-${process.pid}`;
    const connection = { addresses: [node.address], prefix };
    const from = openFile('from.db');
    let left = Number.POSITIVE_INFINITY;
    const onRequest = (): void => {
      if (left-- <= 0) throw new Error('It died.');
    };
    for (const last of [1, 4, 9, 15, 22]) {
      left = Number.POSITIVE_INFINITY;
      const dying = await openElasticsearch({ ...connection, onRequest }, OPTIONS);
      left = last;
      await assert.rejects(copied(from, dying), /It died/);
      await dying.close();
    }
    const to = await openElasticsearch(connection, OPTIONS);
    for (const _ of ['whole', 'once more']) {
      const { counts, differences } = await copied(from, to);
      assert.deepEqual([counts.records, counts.archives, differences], [3, 4, []]);
      assert.deepEqual(await everything(to, VIEWS), expected);
    }
    assert.deepEqual(await to.groupsOfTicket('SHOP-1'), ['1-2']);
    const back = openFile('back.db');
    assert.deepEqual((await copied(to, back)).differences, []);
    assert.deepEqual(await everything(back, VIEWS), expected);
    assert.deepEqual(await records(back), await records(from));
    assert.deepEqual(await back.groupsOfTicket('SHOP-1'), ['1-2']);
    for (const store of [from, to, back]) await store.close();
    await dropIndices(node.address, prefix);
  });

  it('stops between two pages when it is told to', async () => {
    const [from, to] = [openFile('from.db'), openFile('stopped.db')];
    const stop = new AbortController();
    stop.abort(new Error('Ctrl-C'));
    await assert.rejects(copied(from, to, stop.signal), /Ctrl-C/);
    assert.deepEqual((await copied(from, to)).differences, []);
    assert.deepEqual(await everything(to, VIEWS), expected);
    for (const store of [from, to]) await store.close();
  });

  it('says what the copy has more than the original', async () => {
    const [from, to] = [openFile('from.db'), openFile('more.db')];
    await save(to, 'other', [[made({ id: '9', at: NOON, fingerprint: '1-other' })]]);
    const { differences } = await copied(from, to);
    assert.equal(differences.length, 3);
    assert.match(differences[0] ?? '', /^There are 1,204 tracebacks instead of 1,203\.$/);
    for (const store of [from, to]) await store.close();
  });

  it('refuses a store whose days are others', async () => {
    const from = openFile('from.db');
    const to = new SqliteFile(join(folder, 'utc.db'), { ...OPTIONS, timeZone: 'UTC' }, { busyTimeout: 0, cache: 8 });
    await assert.rejects(copied(from, to), /days of UTC, the other one of Europe\/Berlin/);
    for (const store of [from, to]) await store.close();
  });
});
