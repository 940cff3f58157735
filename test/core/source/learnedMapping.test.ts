import { deepEqual, equal } from 'node:assert/strict';

import {
  applyMapping,
  applyMappings,
  learnMapping,
  type LearnedMapping,
  mergeMapping,
} from '../../../src/core/source/learnedMapping.ts';
import { readMappings } from '../../../src/core/source/readMappings.ts';

describe('a mapping learned from a choice', () => {
  const choices: [what: string, path: string, chosen: string, from: string, to: string][] = [
    ['folders above', '/opt/shop/orders/cart.py', 'src/orders/cart.py', '/opt/shop/', 'src/'],
    ['the folder itself', '/opt/shop/orders/cart.py', 'orders/cart.py', '/opt/shop/', ''],
    ['a module that moved', '/opt/shop/orders/cart.py', 'src/basket/cart.py', '/opt/shop/orders/', 'src/basket/'],
    [
      'a renamed file: that file only',
      '/opt/shop/mail/send.py',
      'mail/queue.py',
      '/opt/shop/mail/send.py',
      'mail/queue.py',
    ],
    ['Windows', String.raw`C:\shop\orders\cart.py`, 'src/orders/cart.py', 'C:/shop/', 'src/'],
    ['a release', '/srv/shop/releases/2016-08-01/orders/cart.py', 'orders/cart.py', '/srv/shop/releases/*/', ''],
    ['a commit', '/srv/shop/3f2a9bc1d/orders/cart.py', 'orders/cart.py', '/srv/shop/*/', ''],
  ];
  for (const [what, path, chosen, from, to] of choices) {
    it(`${what}: ${from} is ${to || '.'}`, () => {
      const mapping = learnMapping(path, { folder: 'shop', path: chosen });
      deepEqual(mapping, { from, folder: 'shop', to });
      equal(applyMapping(path, mapping), chosen);
    });
  }

  const applied: [what: string, path: string, mapping: LearnedMapping, where: string | null][] = [
    ['other files below', '/opt/shop/web/app.py', { from: '/opt/shop/', to: 'src/' }, 'src/web/app.py'],
    ['the next release', '/srv/shop/2017-01-02/a.py', { from: '/srv/shop/*/', to: '' }, 'a.py'],
    ['no other beginning', '/opt/shopping/a.py', { from: '/opt/shop/', to: 'src/' }, null],
    ['not the folder itself', '/opt/shop', { from: '/opt/shop/', to: 'src/' }, null],
    ['nothing that climbs out', '/opt/shop/../../etc/passwd', { from: '/opt/shop/', to: 'src/' }, null],
    ['Windows in any case', String.raw`c:\Shop\a.py`, { from: 'C:/shop/', to: 'src/' }, 'src/a.py'],
    ['others in their case', '/opt/Shop/a.py', { from: '/opt/shop/', to: 'src/' }, null],
    ['one file', '/opt/shop/a.py', { from: '/opt/shop/a.py', to: 'src/b.py' }, 'src/b.py'],
    ['only that file', '/opt/shop/a.py/c.py', { from: '/opt/shop/a.py', to: 'src/b.py' }, null],
  ];
  for (const [what, path, mapping, where] of applied) {
    it(`speaks of ${what}`, () => equal(applyMapping(path, mapping), where));
  }

  it('gives way to one with a longer beginning', () => {
    const mappings = [
      { from: '/opt/', to: 'all/' },
      { from: '/opt/shop/web/', to: 'web/', folder: 'site' },
      { from: '/opt/shop/', to: 'src/' },
    ];
    deepEqual(
      applyMappings('/opt/shop/web/app.py', mappings).map(({ path, folder }) => [path, folder]),
      [
        ['web/app.py', 'site'],
        ['src/web/app.py', undefined],
        ['all/shop/web/app.py', undefined],
      ],
    );
  });

  it('takes the place of what was said of the same beginning', () => {
    const [a, b, c] = [
      { from: '/a/', to: 'x/' },
      { from: '/b/', to: 'y/' },
      { from: '/a/', to: 'z/', folder: 'shop' },
    ];
    deepEqual(mergeMapping([a, b], c), [c, b]);
    deepEqual(mergeMapping([a], b), [a, b]);
    deepEqual(mergeMapping(mergeMapping([a, b], c), c), [c, b]);
  });
});

describe('mappings in the settings', () => {
  it('may lack their slashes and their folder', () => {
    deepEqual(
      readMappings([
        { from: '/opt/shop', to: './src' },
        { from: String.raw`C:\shop`, to: '', folder: '' },
      ]),
      {
        mappings: [
          { from: '/opt/shop/', to: 'src/' },
          { from: 'C:/shop/', to: '' },
        ],
        problems: [],
      },
    );
  });

  const wrong: [entry: unknown, problem: string][] = [
    ['src', 'must have "from" and "to".'],
    [null, 'must have "from" and "to".'],
    [{ to: 'src/' }, '"from" must be the beginning of a path, such as "/opt/shop/".'],
    [{ from: '/opt/' }, '"to" must be a folder below the workspace folder, such as "src/", or empty.'],
    [{ from: '/opt/', to: '/etc/' }, '"to" must lie below the workspace folder; "/etc/" begins outside of it.'],
    [{ from: '/opt/', to: 'C:/x' }, '"to" must lie below the workspace folder; "C:/x" begins outside of it.'],
    [
      { from: '/opt/', to: 'file:///etc' },
      '"to" must lie below the workspace folder; "file:///etc" begins outside of it.',
    ],
    [{ from: '/opt/', to: 'src/../../x' }, '"to" must lie below the workspace folder; "src/../../x" climbs out of it.'],
    [{ from: '/opt/', to: '', folder: 1 }, '"folder" must be the name of a workspace folder.'],
  ];
  for (const [entry, problem] of wrong) {
    it(`says what is wrong with ${JSON.stringify(entry)}, and keeps the others`, () => {
      deepEqual(readMappings([{ from: '/opt/', to: 'src/' }, entry]), {
        mappings: [{ from: '/opt/', to: 'src/' }],
        problems: [`assertionContext.pathMappings, entry 2: ${problem}`],
      });
    });
  }

  it('must be a list', () => equal(readMappings({ from: 'a', to: 'b' }).problems.length, 1));
  it('may be absent', () => deepEqual(readMappings(undefined), { mappings: [], problems: [] }));
});
