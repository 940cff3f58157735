import assert from 'node:assert/strict';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { GROUP_FILTERS, type TracebackStore } from '../../src/stores/store.ts';
import { startElasticsearch, type ElasticsearchNode } from '../support/elasticsearchNode.ts';
import { NOON, save } from './changes.ts';
import { openEmpty } from './elasticsearchStores.ts';
import { search } from './everything.ts';
import { made } from './made.ts';

describe('what a page costs in Elasticsearch', function () {
  this.timeout(120_000);
  let node: ElasticsearchNode;
  let store: TracebackStore;
  let sent = 0;

  before(async function () {
    node = await startElasticsearch(this);
    const onRequest = (): void => void sent++;
    store = await openEmpty(node.address, { timeZone: 'Europe/Berlin', rules: NO_RULES }, { onRequest });
    const hidden = (n: number): object => (n % 3 === 0 ? { hiddenBy: `rule ${n % 2}` } : {});
    const tracebacks = Array.from({ length: 400 }, (_, n) =>
      made({ id: `7${n}`, at: NOON + n * 3_600_000, fingerprint: `1-${n % 60}`, ...hidden(n) }),
    );
    await save(store, 'a', [tracebacks]);
    await store.hide('1-1', { at: NOON });
    const ticket = { url: 'https://jira.example.com/', status: 'To Do', category: 'new' } as const;
    for (const n of [5, 7, 8]) await store.setTickets(`1-${n}`, [{ ...ticket, key: `SHOP-${n}` }]);
    await store.resolve('1-2', { at: NOON });
    await store.resolve('1-4', { at: NOON + 1000 * 3_600_000 });
  });

  after(async () => {
    await store?.close();
    await node?.stop();
  });

  const cost = async (ask: () => Promise<unknown>): Promise<number> => {
    sent = 0;
    await ask();
    return sent;
  };

  for (const limit of [1, 10, 60]) {
    for (const filter of GROUP_FILTERS) {
      it(`at most two requests for ${limit} groups of the list of ${filter}, and on its second page`, async () => {
        const list = { range: ALL_DAYS, filter, limit };
        const { cursor } = await store.groups(list, NOON);
        assert.equal(await cost(() => store.groups(list, NOON)), 2);
        if (cursor !== undefined) assert.equal(await cost(() => store.groups({ ...list, cursor }, NOON)), 2);
      });

      it(`at most three with a search`, async () => {
        const list = { range: ALL_DAYS, filter, limit, search: search('pri* -label:customer') };
        assert.ok((await cost(() => store.groups(list, NOON))) <= 3);
      });
    }
  }

  const DAY = '2016-08-13';
  const pages: [string, number, () => Promise<unknown>][] = [
    ['the counts above the list', 1, () => store.counts(ALL_DAYS, NOON)],
    ['a group with its history', 2, () => store.group('1-3')],
    ['the groups of a ticket', 1, () => store.groupsOfTicket('SHOP-5')],
    ['a record', 1, () => store.record('claim', 'a')],
    ['a page of records', 2, () => store.records({ kind: 'claim', limit: 100 })],
    ['a page of tracebacks', 1, () => store.tracebacks({ range: ALL_DAYS, limit: 300 })],
    ['a page of found tracebacks', 1, () => store.tracebacks({ range: ALL_DAYS, limit: 300, search: search('price') })],
    ['a traceback', 1, () => store.traceback('73')],
    ['the marks of a file', 3, () => store.faultLines({ file: 'cart.py', range: ALL_DAYS, limit: 100 }, NOON)],
    ['the pager', 1, () => store.nearestDays(DAY)],
    ['what the store holds', 2, () => store.status()],
    ['a page of archives', 1, () => store.archives({ limit: 100 })],
    ['an archive', 1, () => store.archive('a')],
  ];
  for (const [page, requests, ask] of pages) {
    it(`${requests} for ${page}`, async () => assert.equal(await cost(ask), requests));
  }
});
