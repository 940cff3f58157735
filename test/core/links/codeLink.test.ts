import assert from 'node:assert/strict';
import { codeLink } from '../../../src/core/links/codeLink.ts';

const TEMPLATE = 'https://code.example.com/shop/blob/main/{path}#L{line}';
const at = (path: string) => codeLink(TEMPLATE, { path, line: 63 });

describe('links to a code host', () => {
  const links: [string, string][] = [
    ['/opt/shop/orders/cart.py', 'orders/cart.py'],
    ['/srv/releases/20240501120000/orders/cart.py', 'orders/cart.py'],
    ['C:\\shop\\orders\\cart.py', 'orders/cart.py'],
    ['orders/cart.py', 'orders/cart.py'],
    ['/opt/shop/orders/./a/../cart.py', 'orders/cart.py'],
    ['/opt/shop/orders/a b#c?d%2f&e.py', 'orders/a%20b%23c%3Fd%252f%26e.py'],
    ['/opt/shop/Größe/"><script>.py', 'Gr%C3%B6%C3%9Fe/%22%3E%3Cscript%3E.py'],
    ['/opt/shop/{line}/cart.py', '%7Bline%7D/cart.py'],
    ['/opt/shop/\ud800/cart.py', '%EF%BF%BD/cart.py'],
  ];
  for (const [path, below] of links) {
    it(`${JSON.stringify(path)} leads to ${below}`, () => {
      assert.equal(at(path), `https://code.example.com/shop/blob/main/${below}#L63`);
    });
  }

  const none = [
    '<string>',
    '<frozen importlib._bootstrap>',
    '/usr/lib/python3.11/threading.py',
    '/opt/shop/venv/lib/python3.11/site-packages/requests/api.py',
    'https://evil.example.com/cart.py',
    'javascript:alert(1)',
    '//evil.example.com/share/cart.py',
    '../../../etc/passwd',
    '/opt/shop/a\u0000.py',
    '',
  ];
  for (const path of none) it(`${JSON.stringify(path)} leads nowhere`, () => assert.equal(at(path), undefined));

  it('fills in every place of the template', () => {
    const template = 'https://code.example.com/?file={path}&line={line}&again={path}';
    assert.equal(
      codeLink(template, { path: '/opt/shop/a.py', line: 2 }),
      'https://code.example.com/?file=a.py&line=2&again=a.py',
    );
  });
});
