import assert from 'node:assert/strict';
import { ALL_DAYS, type DayRange } from '../../src/core/groups/day.ts';
import type { Frame, IndexedTraceback, LineNumber } from '../../src/core/python/traceback.ts';
import type { FaultLines } from '../../src/stores/faultLines.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { NOON, save } from './changes.ts';
import { made, type Made } from './made.ts';

const HOUR = 3_600_000;
const DAY: DayRange = { from: '2016-08-12', to: '2016-08-12' };

/** What every store says of the faults that ran through a file. */
export function faultLinesContract(open: () => Promise<TracebackStore>): void {
  let store: TracebackStore;

  beforeEach(async () => {
    store = await open();
  });

  afterEach(() => store.close());

  const ask = (file: string, { range = ALL_DAYS, limit = 50, now = NOON } = {}): Promise<FaultLines[]> =>
    store.faultLines({ file, range, limit }, now);
  const names = async (...args: Parameters<typeof ask>): Promise<string[]> =>
    (await ask(...args)).map(({ fingerprint }) => fingerprint.slice(2));

  it('gives the frames of the newest traceback with what its group counts in the range', async () => {
    await save(store, 'a', [
      [
        made({ id: '70', at: NOON - 48 * HOUR }),
        through({ id: '71', at: NOON - HOUR }, ['/opt/shop/orders/cart.py', 12]),
        through(
          { id: '72', at: NOON, type: 'KeyError', message: "'sku'\nand more" },
          ['/opt/shop/manage.py', 3],
          ['/opt/shop/orders/cart.py', 40],
          ['C:\\shop\\stock\\cart.py', 63],
        ),
      ],
    ]);
    const frame = (path: string, line: number): Frame => ({
      path,
      line: line as LineNumber,
      function: 'total',
      source: `line ${line}`,
    });
    const fault: FaultLines = {
      fingerprint: '1-a',
      type: 'KeyError',
      message: "'sku'",
      count: 3,
      first: NOON - 48 * HOUR,
      last: NOON,
      isNew: true,
      standing: 'open',
      traceback: '72',
      frames: [
        { address: { exception: 0, frame: 2 }, frame: frame('C:\\shop\\stock\\cart.py', 63) },
        { address: { exception: 0, frame: 1 }, frame: frame('/opt/shop/orders/cart.py', 40) },
      ],
    };
    assert.deepEqual(await ask('cart.py'), [fault]);
    const ofDay = { ...fault, count: 2, first: NOON - HOUR, isNew: false };
    assert.deepEqual(await ask('cart.py', { range: DAY }), [ofDay]);
    assert.deepEqual(await ask('stock/cart.py', { range: DAY }), [{ ...ofDay, frames: fault.frames.slice(0, 1) }]);
    assert.deepEqual(await ask('cart.py', { range: { from: '2016-08-13', to: '2016-08-14' } }), []);
  });

  it('takes a name for the whole name, in its own case', async () => {
    await save(store, 'a', [
      [
        made({ id: '70', at: NOON, fingerprint: '1-same', path: '/opt/shop/cart.py' }),
        made({ id: '71', at: NOON, fingerprint: '1-longer', path: '/opt/shop/my_cart.py' }),
        made({ id: '72', at: NOON, fingerprint: '1-folder', path: '/opt/cart.py/x.py' }),
        made({ id: '73', at: NOON, fingerprint: '1-case', path: '/opt/shop/Cart.py' }),
        made({ id: '74', at: NOON, fingerprint: '1-only', path: 'cart.py' }),
        made({ id: '75', at: NOON, fingerprint: '1-odd', path: '/opt/shop/größe "x"*.py' }),
        made({ id: '76', at: NOON, fingerprint: '1-init', path: '/opt/shop/orders/__init__.py' }),
      ],
    ]);
    assert.deepEqual(await names('cart.py'), ['only', 'same']);
    assert.deepEqual(await names('größe "x"*.py'), ['odd']);
    assert.deepEqual(await names('__init__.py'), ['init']);
    assert.deepEqual(await names('orders/__init__.py'), ['init']);
    for (const file of ['', '/', '*', '"', 'art.py', 'cart', 'orders']) assert.deepEqual(await names(file), [], file);
  });

  it('leaves out what is hidden or resolved, and brings back what was seen again', async () => {
    await save(store, 'a', [
      ['open', 'hidden', 'fixed', 'back'].map((name, n) =>
        made({ id: `7${n}`, at: NOON + n, fingerprint: `1-${name}` }),
      ),
      [
        made({ id: '80', at: NOON + 5, fingerprint: '1-open', hiddenBy: 'noise', path: '/opt/shop/cart.py' }),
        made({ id: '81', at: NOON + 6, fingerprint: '1-noise', hiddenBy: 'noise' }),
      ],
    ]);
    await store.hide('1-hidden', { at: NOON, until: NOON + HOUR });
    await store.resolve('1-fixed', { at: NOON + HOUR });
    await store.resolve('1-back', { at: NOON });
    const found = await ask('cart.py');
    assert.deepEqual(
      found.map(({ fingerprint, standing, traceback }) => [fingerprint, standing, traceback]),
      [
        ['1-back', 'regressed', '73'],
        ['1-open', 'open', '70'],
      ],
    );
    assert.deepEqual(await names('cart.py', { now: NOON + 2 * HOUR }), ['back', 'hidden', 'open']);
  });

  it('gives the last seen up to the limit, which hidden and resolved ones do not use up', async () => {
    await save(store, 'a', [
      Array.from({ length: 9 }, (_, n) => made({ id: `7${n}`, at: NOON + n, fingerprint: `1-${n}` })),
    ]);
    await store.hide('1-8', { at: NOON });
    await store.resolve('1-7', { at: NOON + HOUR });
    assert.deepEqual(await names('cart.py', { limit: 3 }), ['6', '5', '4']);
  });

  it('names a line once however often one traceback ran it', async () => {
    const paths = Array.from({ length: 250 }, (_, n): [string, number] => ['/opt/shop/deep.py', n % 2]);
    const wide = Array.from({ length: 250 }, (_, n): [string, number] => ['/opt/shop/wide.py', n]);
    await save(store, 'a', [
      [
        through({ id: '70', at: NOON }, ...paths),
        through({ id: '71', at: NOON, fingerprint: '1-wide' }, ...wide),
        {
          ...made({ id: '72', at: NOON, fingerprint: '1-chain' }),
          exceptions: [
            ...through({ id: '', at: 0 }, ['/opt/shop/chain.py', 1], ['/opt/shop/chain.py', 2]).exceptions,
            ...through({ id: '', at: 0 }, ['/opt/shop/chain.py', 1]).exceptions,
          ],
        },
      ],
    ]);
    const addresses = async (file: string): Promise<unknown[]> =>
      ((await ask(file))[0]?.frames ?? []).map(({ address }) => [address.exception, address.frame]);
    assert.deepEqual(await addresses('deep.py'), [
      [0, 249],
      [0, 248],
    ]);
    assert.deepEqual(await addresses('chain.py'), [
      [1, 0],
      [0, 1],
    ]);
    const cut = await addresses('wide.py');
    assert.deepEqual([cut.length, cut[0]], [100, [0, 249]]);
  });
}

/** A traceback of one exception through these lines. */
function through(given: Made, ...frames: [path: string, line: number][]): IndexedTraceback {
  const traceback = made(given);
  const [exception] = traceback.exceptions;
  assert.ok(exception);
  return {
    ...traceback,
    exceptions: [
      {
        ...exception,
        frames: frames.map(([path, line]) => ({
          path,
          line: line as LineNumber,
          function: 'total',
          source: `line ${line}`,
        })),
      },
    ],
  };
}
