import { equal, match } from 'node:assert/strict';

import type { Frame, LineNumber } from '../../../src/core/python/traceback.ts';
import { decideByText, type Evidence, evidenceFor } from '../../../src/core/source/decideByText.ts';
import { type CandidateFile, matchPath } from '../../../src/core/source/matchPath.ts';
import { folderToSearch, matchRenamed } from '../../../src/core/source/matchRenamed.ts';
import { readPython } from '../../../src/core/source/pythonText.ts';

const CART = 'class Cart:\n    def total(self):\n        assert price >= 0, price\n';
const FUNCTION_ONLY = 'def total(lines):\n    return sum(lines)\n';
const OTHER = 'def main():\n    pass\n';

const FRAME: Frame = {
  path: '/opt/shop/orders/cart.py',
  line: 63 as LineNumber,
  function: 'total',
  source: 'assert price >= 0, price',
};

function texts(contents: Record<string, string>, frames = [FRAME]): Map<CandidateFile, Evidence> {
  return new Map(
    Object.entries(contents).map(([path, text]) => [{ folder: 'shop', path }, evidenceFor(frames, readPython(text))]),
  );
}

describe('files that a path alone cannot tell apart', () => {
  const cases: [what: string, contents: Record<string, string>, kind: string, found?: string][] = [
    ['a module that moved down', { 'src/shop/orders/basket/cart.py': CART }, 'one', 'src/shop/orders/basket/cart.py'],
    ['a renamed folder', { 'basket/cart.py': CART, 'legacy/cart.py': OTHER }, 'one', 'basket/cart.py'],
    [
      'a renamed folder, the line edited',
      { 'src/shop/basket/cart.py': FUNCTION_ONLY },
      'one',
      'src/shop/basket/cart.py',
    ],
    ['a name that is all that agrees', { 'basket/cart.py': OTHER }, 'none'],
    ['a function of that name anywhere', { 'basket/cart.py': FUNCTION_ONLY }, 'none'],
    ['two that agree', { 'a/orders/cart.py': CART, 'b/orders/cart.py': OTHER }, 'one', 'a/orders/cart.py'],
    ['two that read alike', { 'a/orders/cart.py': CART, 'b/orders/cart.py': CART }, 'several'],
  ];
  for (const [what, contents, kind, found] of cases) {
    it(`${what}: ${kind}`, () => {
      const read = texts(contents);
      const decided = decideByText(matchPath(FRAME.path, [...read.keys()]), read);
      equal(decided.kind, kind, decided.because);
      if (decided.kind === 'one') equal(decided.file.path, found);
    });
  }

  it('says what was found in each', () => {
    const read = texts({ 'basket/cart.py': CART, 'legacy/cart.py': OTHER });
    const { looked } = decideByText(matchPath(FRAME.path, [...read.keys()]), read);
    match(looked.find(({ file }) => file.path === 'basket/cart.py')?.because ?? '', /line stands in it, in `total`/);
    match(looked.find(({ file }) => file.path === 'legacy/cart.py')?.because ?? '', /Neither line nor function/);
  });

  it('finds a renamed file among those of its folder, and a module that became a package', () => {
    equal(folderToSearch(FRAME.path), 'orders');
    const read = texts({ 'src/orders/basket.py': CART, 'src/orders/errors.py': OTHER, 'web/cart.py': CART });
    const decided = decideByText(matchRenamed(FRAME.path, [...read.keys()]), read);
    equal(decided.kind === 'one' && decided.file.path, 'src/orders/basket.py', decided.because);
    const split = texts({ 'orders/cart/__init__.py': OTHER, 'orders/cart/total.py': CART });
    const found = decideByText(matchRenamed(FRAME.path, [...split.keys()]), split);
    equal(found.kind === 'one' && found.file.path, 'orders/cart/total.py');
  });

  it('never looks for a library’s files in folders of their name', () => {
    equal(folderToSearch('/usr/lib/python3.11/json/decoder.py'), undefined);
    equal(folderToSearch('/opt/shop/manage.py'), undefined);
  });
});
