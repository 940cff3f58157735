import assert from 'node:assert/strict';
import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import type { IndexedTraceback } from '../../../src/core/python/traceback.ts';
import { StoreError } from '../../../src/stores/store.ts';
import type { TreeNode } from '../../../src/tree/node.ts';
import { made } from '../../stores/made.ts';
import { heldStore } from '../heldStore.ts';
import { NOW, openTree, outline, storeOf } from '../openTree.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Three faults of today, one of them known since yesterday. */
const FAULTS: IndexedTraceback[] = [
  made({
    id: '1',
    at: NOW - DAY,
    fingerprint: '1-b',
    type: 'shop.errors.StockError',
    function: 'reserve',
    path: '/opt/shop/stock/sync.py',
  }),
  made({
    id: '2',
    at: NOW - 120 * MINUTE,
    fingerprint: '1-b',
    type: 'shop.errors.StockError',
    function: 'reserve',
    path: '/opt/shop/stock/sync.py',
  }),
  made({ id: '3', at: NOW - 61 * MINUTE, fingerprint: '1-c', type: 'KeyError', function: '<module>', program: 'web' }),
  made({ id: '4', at: NOW - 5 * MINUTE }),
  made({ id: '5', at: NOW - 3 * MINUTE, instance: 'i-2ee330b7' }),
];

const many = (count: number): IndexedTraceback[] =>
  Array.from({ length: count }, (_, n) =>
    made({
      id: String(1000 + n),
      at: NOW - n * MINUTE,
      fingerprint: `1-${String(n).padStart(3, '0')}`,
      function: `f${n}`,
    }),
  );

const isGroup = (node: TreeNode): boolean => node.kind === 'group';

describe('the rows of the view', () => {
  it('are the faults of the newest day, the one seen last first', async () => {
    const tree = openTree(await storeOf(FAULTS));
    assert.deepEqual(await outline(tree), [
      'Fri 12 Aug | 3 faults · 2 new',
      'circle-filled AssertionError in total | 2 · 3 min ago',
      'circle-filled KeyError in cart.py | 1 · 1 h ago',
      'circle-outline StockError in reserve | 1 · 2 h ago',
    ]);
  });

  it('have the hits of a fault below it', async () => {
    const tree = openTree(await storeOf(FAULTS));
    assert.deepEqual((await outline(tree, isGroup)).slice(1, 4), [
      'circle-filled AssertionError in total | 2 · 3 min ago',
      '  11:57:00 | i-2ee330b7 engine.debug',
      '  11:55:00 | i-cc6b5552 engine.debug',
    ]);
  });

  it('say how a fault stands', async () => {
    const store = await storeOf(FAULTS);
    await store.resolve('1-a', { at: NOW - 4 * MINUTE });
    await store.resolve('1-c', { at: NOW - MINUTE });
    await store.hide('1-b', { at: NOW });
    const tree = openTree(store);
    assert.deepEqual((await outline(tree)).slice(1), [
      'reply AssertionError in total | 2 · 3 min ago',
      'check KeyError in cart.py | 1 · 1 h ago',
    ]);
    tree.query.filter('hidden');
    assert.deepEqual(await outline(tree), [
      'Fri 12 Aug | 1 hidden · 2 faults',
      'eye-closed StockError in reserve | 1 · 2 h ago',
    ]);
  });

  it('say how many hits rules hide', async () => {
    const hiddenBy = { hiddenBy: 'health checks' };
    const hidden = [6, 7].map((n) => made({ id: String(n), at: NOW - MINUTE, fingerprint: '1-h', ...hiddenBy }));
    const tree = openTree(await storeOf([...FAULTS, ...hidden]));
    assert.equal((await outline(tree))[0], 'Fri 12 Aug | 3 faults · 2 new · 2 hits hidden by 1 rule');
    tree.query.filter('hidden');
    assert.deepEqual(await outline(tree, isGroup), [
      'Fri 12 Aug | 1 hidden · 3 faults · 2 hits hidden by 1 rule',
      'eye-closed AssertionError in total | 2 · 1 min ago',
      '  11:59:00 | i-cc6b5552 engine.debug · hidden by health checks',
      '  11:59:00 | i-cc6b5552 engine.debug · hidden by health checks',
    ]);
  });

  it('stand in source files or programs', async () => {
    const tree = openTree(await storeOf(FAULTS));
    tree.query.group('file');
    assert.deepEqual(
      await outline(tree, () => true).then((lines) => lines.filter((line) => !line.startsWith('    '))),
      [
        'Fri 12 Aug | 3 faults · 2 new',
        'cart.py | orders · 2 faults · 3 · 3 min ago',
        '  circle-filled AssertionError in total | 2 · 3 min ago',
        '  circle-filled KeyError in cart.py | 1 · 1 h ago',
        'sync.py | stock · 1 fault · 1 · 2 h ago',
        '  circle-outline StockError in reserve | 1 · 2 h ago',
      ],
    );
    tree.query.group('program');
    assert.deepEqual((await outline(tree)).slice(1), [
      'engine.debug | 2 faults · 3 · 3 min ago',
      'web | 1 fault · 1 · 1 h ago',
    ]);
  });

  it('are of the days that were chosen', async () => {
    const tree = openTree(await storeOf(FAULTS));
    tree.query.chooseDays({ from: '2016-08-11', to: '2016-08-12' });
    assert.deepEqual((await outline(tree, isGroup)).slice(0, 1), ['11 Aug 2016 – 12 Aug 2016 | 3 faults · 3 new']);
    assert.ok((await outline(tree, isGroup)).includes('  11 Aug 2016 12:00:00 | i-cc6b5552 engine.debug'));
  });

  it('are never new among all days', async () => {
    const tree = openTree(await storeOf(FAULTS));
    tree.query.chooseDays(ALL_DAYS);
    assert.deepEqual((await outline(tree)).slice(0, 2), [
      'All days | 3 faults',
      'circle-outline AssertionError in total | 2 · 3 min ago',
    ]);
  });

  it('are those that a search finds', async () => {
    const tree = openTree(await storeOf(FAULTS));
    tree.query.search('exc:KeyError');
    assert.deepEqual(await outline(tree), [
      'Fri 12 Aug | 1 fault found',
      'circle-filled KeyError in cart.py | 1 · 1 h ago',
    ]);
  });

  it('say whose days they are', async () => {
    const tree = openTree(await storeOf(FAULTS, 'Asia/Tokyo'));
    assert.match((await outline(tree))[0] ?? '', /days of Asia\/Tokyo, times of UTC$/);
  });

  it('are none without a store', async () => {
    assert.deepEqual(await outline(openTree(undefined)), []);
  });
});

describe('a list that is empty', () => {
  const yesterday = FAULTS.slice(0, 1);

  it('leads to the nearest day that has any', async () => {
    const tree = openTree(await storeOf(yesterday));
    tree.query.chooseDays({ from: '2016-08-12', to: '2016-08-12' });
    assert.deepEqual(await outline(tree), [
      'Fri 12 Aug | 0 faults',
      'No tracebacks on Fri 12 August 2016. The newest are from Thu 11 August 2016.',
      'Go to Thu 11 August 2016',
    ]);
  });

  it('leads out of a search', async () => {
    const tree = openTree(await storeOf(yesterday));
    tree.query.search('nothing');
    assert.deepEqual((await outline(tree)).slice(1), [
      'No fault on Thu 11 August 2016 matches this search.',
      'Search all days',
      'Clear the search',
    ]);
  });

  it('leads out of a filter', async () => {
    const tree = openTree(await storeOf(yesterday));
    tree.query.filter('regressed');
    assert.deepEqual((await outline(tree)).slice(1), ['No fault on Thu 11 August 2016 is regressed.', 'Show all 1']);
  });

  it('leads to what is hidden', async () => {
    const store = await storeOf(yesterday);
    await store.hide('1-b', { at: NOW });
    const tree = openTree(store);
    assert.deepEqual((await outline(tree)).slice(1), [
      'All tracebacks on Thu 11 August 2016 are hidden. The newest are from Thu 11 August 2016.',
      'Show 1 hidden',
    ]);
  });

  it('says that the store has nothing', async () => {
    const tree = openTree(await storeOf([]));
    assert.deepEqual((await outline(tree)).slice(1), [
      'No tracebacks yet. None was found yet in 1 archive.',
      'Open a log archive',
      'Why is the list empty?',
    ]);
  });
});

describe('a long list', () => {
  it('comes a page at a time, and gives the first row that is new', async () => {
    const tree = openTree(await storeOf(many(70)));
    const first = await tree.children();
    assert.equal(first.length, 32);
    const first30 = first.at(-1);
    assert.equal((await outline(tree)).at(-1), 'Load more (30 of 70)');
    const added = await tree.model.loadMore(first30?.kind === 'more' ? first30 : undefined);
    assert.equal(added?.id, 'group:1-030');
    assert.equal((await outline(tree)).at(-1), 'Load more (60 of 70)');
    await tree.model.loadMore();
    const all = await outline(tree);
    assert.equal(all.length, 71);
    assert.match(all.at(-1) ?? '', /f69/);
    assert.equal(await tree.model.loadMore(), undefined);
  });

  it('keeps its pages over a refresh, and drops them when something else is asked for', async () => {
    const tree = openTree(await storeOf(many(200)));
    await tree.children();
    for (let page = 0; page < 4; page++) await tree.model.loadMore();
    await tree.model.refresh();
    assert.equal((await outline(tree)).at(-1), 'Load more (150 of 200)');
    tree.query.search('exc:AssertionError');
    assert.equal((await outline(tree)).at(-1), 'Load more (30 of 200)');
  });

  it('of hits comes a page at a time too', async () => {
    const hits = Array.from({ length: 45 }, (_, n) => made({ id: String(1000 + n), at: NOW - n * 1000 }));
    const tree = openTree(await storeOf(hits));
    const group = (await tree.children()).find(isGroup);
    const rows = await tree.children(group);
    const more = rows.at(-1);
    assert.ok(more?.kind === 'more');
    assert.deepEqual([more.shown, more.total], [30, 45]);
    assert.equal((await tree.model.loadMore(more))?.id, 'hit:1030');
    assert.equal((await tree.children(group)).length, 45);
    await tree.model.refresh();
    assert.equal((await tree.children(group)).length, 45);
  });
});

describe('refreshing', () => {
  it('shows what came since', async () => {
    const store = await storeOf(FAULTS);
    const tree = openTree(store);
    await outline(tree, isGroup);
    const writer = await store.openArchive({ name: 'next.tsv.gz', etag: '1', parser: 1, at: 0 });
    await writer.write([made({ id: '9', at: NOW - 1000 })]);
    await tree.model.refresh();
    const group = tree.model.find('1-a');
    assert.equal(group?.row.count, 3);
    assert.deepEqual(
      (await tree.children(group)).map(({ id }) => id),
      ['hit:9', 'hit:5', 'hit:4'],
    );
  });

  it('gives rows the ids that they had', async () => {
    const tree = openTree(await storeOf(FAULTS));
    const ids = async (): Promise<string[]> => {
      const all: string[] = [];
      const add = async (node?: TreeNode): Promise<void> => {
        for (const child of await tree.children(node)) {
          all.push(child.id);
          await add(child);
        }
      };
      await add();
      return all;
    };
    const before = await ids();
    await tree.model.refresh();
    assert.deepEqual(await ids(), before);
    assert.equal(new Set(before).size, before.length);
  });

  it('is done once more for all who asked while it was under way', async () => {
    const { store, hold } = heldStore(await storeOf(FAULTS));
    const tree = openTree(store);
    await tree.children();
    let loads = 0;
    tree.model.onDidLoad(() => loads++);
    const letGo = hold();
    const refreshes = [tree.model.refresh(), tree.model.refresh(), tree.model.refresh()];
    letGo();
    await Promise.all(refreshes);
    assert.equal(loads, 2);
  });

  it('that waits for another asks nothing of a store chosen meanwhile, which nobody has looked at', async () => {
    const { store, hold } = heldStore(await storeOf(FAULTS));
    const tree = openTree(store);
    await tree.children();
    const letGo = hold();
    const refreshes = [tree.model.refresh(), tree.model.refresh()];
    tree.model.useStore(await storeOf(FAULTS));
    letGo();
    await Promise.all(refreshes);
    assert.equal(tree.model.list, undefined);
  });

  it('drops the slow answer to a former question', async () => {
    const { store, hold, pass } = heldStore(await storeOf(FAULTS));
    const tree = openTree(store);
    await tree.children();
    const loads: Promise<void>[] = [];
    tree.model.onDidLoad((running) => loads.push(running));
    const letGo = hold();
    tree.query.search('exc:KeyError');
    pass();
    tree.query.search('exc:AssertionError');
    const newest = await outline(tree);
    assert.match(newest[1] ?? '', /AssertionError/);
    letGo();
    await Promise.all(loads);
    assert.equal(loads.length, 2);
    assert.deepEqual(await outline(tree), newest);
  });
});

describe('a store that is down', () => {
  const down = new StoreError('unreachable', 'The companion server at http://localhost:7007 does not answer.');

  it('leaves what was loaded, marked stale, and comes back', async () => {
    const { store, fail } = heldStore(await storeOf(FAULTS));
    const tree = openTree(store);
    const good = await outline(tree);
    fail(down);
    await tree.model.refresh();
    assert.equal(tree.model.trouble, down.message);
    assert.deepEqual(await outline(tree), ['Not up to date: try again', 'Show the connection report', ...good]);
    const group = tree.model.find('1-a');
    assert.deepEqual(notes(await tree.children(group)), [down.message]);
    assert.deepEqual(tree.warnings, ['The list of faults', 'The hits of 1-a']);
    fail(undefined);
    await tree.model.refresh();
    assert.deepEqual(await outline(tree), good);
  });

  it('offers to set a token or key where access is refused', async () => {
    const { store, fail } = heldStore(await storeOf(FAULTS));
    fail(new StoreError('no-access', 'It needs a key.'));
    assert.deepEqual(await outline(openTree(store)), [
      'It needs a key.',
      'Try again',
      'Set the access token or API key',
      'Show the connection report',
    ]);
  });

  it('is told of instead of rows when there never were any', async () => {
    const { store, fail } = heldStore(await storeOf(FAULTS));
    fail(down);
    const tree = openTree(store);
    assert.deepEqual(await outline(tree), [down.message, 'Try again', 'Show the connection report']);
  });

  it('says so when more is loaded, and the next try gets it', async () => {
    const { store, fail } = heldStore(await storeOf(many(40)));
    const tree = openTree(store);
    await tree.children();
    fail(down);
    await assert.rejects(tree.model.loadMore(), down);
    fail(undefined);
    assert.equal((await tree.model.loadMore())?.id, 'group:1-030');
  });
});

function notes(rows: TreeNode[]): string[] {
  return rows.flatMap((row) => (row.kind === 'note' ? [row.text] : []));
}
