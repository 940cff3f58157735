import { equal, match } from 'node:assert/strict';

import { type CandidateFile, matchPath, type Surroundings } from '../../../src/core/source/matchPath.ts';

function files(...paths: string[]): CandidateFile[] {
  return paths.map((path) => ({ folder: 'shop', path }));
}

describe('matching a frame’s path with the workspace', () => {
  const cases: [
    what: string,
    path: string,
    candidates: CandidateFile[],
    known: Surroundings,
    kind: string,
    found?: string,
  ][] = [
    [
      'an src-layout',
      '/opt/shop/orders/cart.py',
      files('src/orders/cart.py', 'tests/cart.py'),
      {},
      'one',
      'src/orders/cart.py',
    ],
    ['whole folders only', '/opt/shop/orders/cart.py', files('reorders/cart.py'), {}, 'unsure'],
    [
      'a release folder',
      '/srv/shop/releases/2016-08-01/orders/cart.py',
      files('orders/cart.py'),
      {},
      'one',
      'orders/cart.py',
    ],
    ['Windows', String.raw`C:\shop\orders\cart.py`, files('orders/cart.py'), {}, 'one', 'orders/cart.py'],
    [
      'other case on request',
      'C:/shop/Orders/Cart.py',
      files('orders/cart.py'),
      { ignoreCase: true },
      'one',
      'orders/cart.py',
    ],
    ['other case otherwise', '/opt/shop/Orders/Cart.py', files('orders/cart.py'), {}, 'none'],
    ['a file in the root', '/opt/shop/manage.py', files('manage.py'), {}, 'one', 'manage.py'],
    ['equals', '/opt/shop/cart.py', files('a/cart.py', 'b/cart.py'), {}, 'several'],
    [
      'a package',
      '/opt/shop/cart.py',
      files('a/cart.py', 'b/cart.py'),
      { packageRoots: [{ folder: 'shop', path: 'b' }] },
      'one',
      'b/cart.py',
    ],
    [
      'a choice before',
      '/opt/shop/cart.py',
      files('a/cart.py', 'b/cart.py'),
      { chosen: files('b/item.py') },
      'one',
      'b/cart.py',
    ],
    ['a path that climbs out', '../../etc/passwd', files('orders/cart.py'), {}, 'none'],
    ['a library', '/usr/lib/python3.11/json/decoder.py', files('json/decoder.py'), {}, 'none'],
    [
      'a package by its whole path',
      '/venv/lib/python3.11/site-packages/web/app.py',
      files('app.py', 'old/app.py'),
      {},
      'none',
    ],
    [
      'the team’s own code, installed',
      '/usr/lib/python3.11/site-packages/shop/orders/cart.py',
      files('src/shop/orders/cart.py', 'orders/cart.py'),
      {},
      'one',
      'src/shop/orders/cart.py',
    ],
    [
      'the file that lies where the path begins',
      '/opt/shop/manage.py',
      files('tools/manage.py', 'manage.py'),
      {},
      'one',
      'manage.py',
    ],
    [
      'a module that moved down, but not surely',
      '/opt/shop/orders/cart.py',
      files('src/shop/orders/basket/cart.py'),
      {},
      'unsure',
    ],
    ['a renamed folder, but not surely', '/opt/shop/orders/cart.py', files('src/basket/cart.py'), {}, 'unsure'],
  ];
  for (const [what, path, candidates, known, kind, found] of cases) {
    it(`knows ${what}: ${kind}`, () => {
      const result = matchPath(path, candidates, known);
      equal(result.kind, kind, result.because);
      equal(result.kind === 'one' ? result.file.path : undefined, found);
    });
  }

  it('prefers what git tracks, and says so', () => {
    const [a, b] = files('a/cart.py', 'b/cart.py') as [CandidateFile, CandidateFile];
    match(matchPath('/opt/shop/cart.py', [a, { ...b, tracked: true }]).because, /git tracks it/);
  });
});
