import assert from 'node:assert/strict';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { FileFaults } from '../../src/marks/fileFaults.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { save } from '../stores/changes.ts';
import { made } from '../stores/made.ts';
import { NOON } from './faultLike.ts';

const DAY = 86_400_000;
const CART = { folder: 'shop', path: 'src/orders/cart.py' };

describe('recent faults of a file', () => {
  const filled = async (): Promise<MemoryStore> => {
    const store = new MemoryStore({ timeZone: 'UTC', rules: NO_RULES });
    await save(store, 'a', [
      [0, 13, 14, 30].map((days) => made({ id: String(100 - days), at: NOON - days * DAY, fingerprint: `1-${days}` })),
      [made({ id: '7', at: NOON - DAY, fingerprint: '1-stock', path: '/opt/shop/stock/cart.py' })],
    ]);
    return store;
  };

  it('are those of the days up to the store’s newest, however old that is', async () => {
    const names = async (days: number): Promise<string[]> =>
      (await new FileFaults(await filled(), days, {}).of(CART, NOON)).map(({ fingerprint }) => fingerprint);
    assert.deepEqual(await names(14), ['1-0', '1-13']);
    assert.deepEqual(await names(1), ['1-0']);
    assert.deepEqual(await names(90), ['1-0', '1-13', '1-14', '1-30']);
  });

  it('cost one request a file, and one more for all', async () => {
    const store = await filled();
    const asked: string[] = [];
    const counted = new Proxy(store, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        asked.push(String(name));
        return value.bind(target) as unknown;
      },
    });
    const faults = new FileFaults(counted, 14, {});
    await Promise.all([CART, { folder: 'shop', path: 'other.py' }].map((file) => faults.of(file, NOON)));
    assert.deepEqual(asked, ['nearestDays', 'faultLines', 'faultLines']);
  });

  it('ask for the workspace’s files only when a fault has a file of that name', async () => {
    const store = await filled();
    const asked: string[] = [];
    const files = async (name: string): Promise<(typeof CART)[]> => {
      asked.push(name);
      return [CART, { folder: 'shop', path: 'stock/cart.py' }];
    };
    const faults = new FileFaults(store, 14, { files });
    assert.deepEqual(await faults.of({ folder: 'shop', path: 'other.py' }, NOON), []);
    const stock = await faults.of({ folder: 'shop', path: 'stock/cart.py' }, NOON);
    assert.deepEqual([asked, stock.map(({ fingerprint }) => fingerprint)], [['cart.py'], ['1-stock']]);
  });

  it('are none in an empty store', async () => {
    const empty = new MemoryStore({ timeZone: 'UTC', rules: NO_RULES });
    assert.deepEqual(await new FileFaults(empty, 14, {}).of(CART, NOON), []);
  });
});
