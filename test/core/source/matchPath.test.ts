import { deepEqual, equal, match } from 'node:assert/strict';

import { applyMapping, learnMapping } from '../../../src/core/source/learnedMapping.ts';
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
    ['whole folders only', '/opt/shop/orders/cart.py', files('reorders/cart.py'), {}, 'none'],
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
    ['a library', '/usr/lib/python3.11/site-packages/requests/api.py', files('requests/api.py'), {}, 'library'],
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

  it('learns from a choice and applies it', () => {
    const mapping = learnMapping('/opt/shop/orders/cart.py', { folder: 'shop', path: 'src/orders/cart.py' });
    deepEqual(mapping, { from: '/opt/shop/', folder: 'shop', to: 'src/' });
    equal(mapping && applyMapping('/opt/shop/web/app.py', mapping), 'src/web/app.py');
    equal(mapping && applyMapping('/opt/shop/../../etc/passwd', mapping), null);
    const result = matchPath('/opt/shop/app.py', files('src/app.py', 'old/app.py'), {
      mappings: mapping ? [mapping] : [],
    });
    equal(result.kind === 'one' && result.file.path, 'src/app.py');
  });
});
