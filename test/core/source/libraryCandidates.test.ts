import { deepEqual } from 'node:assert/strict';

import { libraryCandidates } from '../../../src/core/source/libraryCandidates.ts';

const UNIX = { packages: ['/home/ada/shop/.venv/lib/python3.12/site-packages'], library: ['/usr/lib/python3.12'] };
const WINDOWS = { packages: [String.raw`C:\shop\.venv\Lib\site-packages`], library: [String.raw`C:\Python312\Lib`] };

describe('a library’s frame among the interpreter’s folders', () => {
  const cases: [what: string, path: string, folders: typeof UNIX, found: string[]][] = [
    [
      'an installed package',
      '/opt/venv/lib/python3.8/site-packages/requests/api.py',
      UNIX,
      ['/home/ada/shop/.venv/lib/python3.12/site-packages/requests/api.py', '/usr/lib/python3.12/requests/api.py'],
    ],
    [
      'Python’s own library',
      '/usr/lib/python2.7/json/decoder.py',
      UNIX,
      ['/usr/lib/python3.12/json/decoder.py', '/home/ada/shop/.venv/lib/python3.12/site-packages/json/decoder.py'],
    ],
    [
      'this very machine',
      '/usr/lib/python3.12/json/decoder.py',
      UNIX,
      ['/usr/lib/python3.12/json/decoder.py', '/home/ada/shop/.venv/lib/python3.12/site-packages/json/decoder.py'],
    ],
    [
      'Windows',
      '/usr/lib/python3.8/dist-packages/six.py',
      WINDOWS,
      ['C:/shop/.venv/Lib/site-packages/six.py', 'C:/Python312/Lib/six.py'],
    ],
    ['none known', '/usr/lib/python3.8/json/decoder.py', { packages: [], library: [] }, []],
    ['the application’s own', '/opt/shop/orders/cart.py', UNIX, []],
    ['a launcher', '/usr/bin/celery', UNIX, []],
    ['frozen', '<frozen importlib._bootstrap>', UNIX, []],
    ['climbing out', '/opt/lib/python3.8/site-packages/../../../../../../etc/passwd', UNIX, []],
    ['on another computer', String.raw`\\host\share\lib\site-packages\x.py`, UNIX, []],
  ];
  for (const [what, path, folders, found] of cases) {
    it(`${what}: ${found.length} candidates`, () => deepEqual(libraryCandidates(path, folders), found));
  }
});
