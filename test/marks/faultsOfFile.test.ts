import assert from 'node:assert/strict';
import type { LearnedMapping } from '../../src/core/source/learnedMapping.ts';
import type { CandidateFile } from '../../src/core/source/matchPath.ts';
import { faultsOfFile } from '../../src/marks/faultsOfFile.ts';
import { faultLike, frame } from './faultLike.ts';

const file = (path: string, folder = 'shop'): CandidateFile => ({ folder, path });

describe('faults of a file', () => {
  const cases: [
    what: string,
    path: string,
    document: string,
    clues: { files?: string[]; mappings?: LearnedMapping[] },
    is: boolean,
  ][] = [
    ['a path that ends so', '/opt/shop/orders/cart.py', 'orders/cart.py', {}, true],
    ['a path that ends so, below another folder', '/opt/shop/orders/cart.py', 'src/orders/cart.py', {}, true],
    ['a path of Windows', 'C:\\shop\\orders\\cart.py', 'orders/cart.py', {}, true],
    ['a path of which only the name agrees', '/opt/shop/stock/cart.py', 'orders/cart.py', {}, false],
    [
      'a path that another file fits better',
      '/opt/shop/a/orders/cart.py',
      'orders/cart.py',
      { files: ['orders/cart.py', 'a/orders/cart.py'] },
      false,
    ],
    [
      'the better of two files',
      '/opt/shop/a/orders/cart.py',
      'a/orders/cart.py',
      { files: ['orders/cart.py', 'a/orders/cart.py'] },
      true,
    ],
    [
      'one of two that fit alike',
      '/opt/x/orders/cart.py',
      'a/orders/cart.py',
      { files: ['a/orders/cart.py', 'b/orders/cart.py'] },
      false,
    ],
    ['an installed package', '/usr/lib/python3/dist-packages/cart.py', 'cart.py', {}, false],
    [
      'a path that was taught',
      '/opt/shop/cart.py',
      'lib/basket/cart.py',
      { mappings: [{ from: '/opt/shop/', to: 'lib/basket/' }] },
      true,
    ],
    [
      'a path that was taught to be another file’s',
      '/opt/shop/orders/cart.py',
      'orders/cart.py',
      { files: ['orders/cart.py', 'old/orders/cart.py'], mappings: [{ from: '/opt/shop/', to: 'old/' }] },
      false,
    ],
    [
      'a path that was taught to be no file of today',
      '/opt/shop/orders/cart.py',
      'orders/cart.py',
      { mappings: [{ from: '/opt/shop/', to: 'gone/' }] },
      true,
    ],
    ['a path that climbs out', '/opt/shop/../../../orders/cart.py', 'other/cart.py', {}, false],
  ];
  for (const [what, path, document, { files = [], mappings = [] }, is] of cases)
    it(`${is ? 'have the' : 'have no'} frame of ${what}`, () => {
      const other = frame(1, 'f', 'x', '/opt/shop/elsewhere/other.py');
      const fault = faultLike('1', [other, frame(63, 'total', 'assert x', path)]);
      const found = faultsOfFile([fault], file(document), { files: files.map((one) => file(one)), mappings });
      assert.deepEqual(
        found.map(({ frames }) => frames.map(({ address }) => address.frame)),
        is ? [[1]] : [],
      );
    });

  it('are told from those of another workspace folder by what was taught', () => {
    const fault = faultLike('1', [frame(63, 'total', 'assert x')]);
    const files = [file('orders/cart.py', 'shop'), file('orders/cart.py', 'fork')];
    const mappings = [{ from: '/opt/shop/', folder: 'fork', to: '' }];
    assert.deepEqual(
      files.map((one) => faultsOfFile([fault], one, { files, mappings }).length),
      [0, 1],
    );
  });
});
