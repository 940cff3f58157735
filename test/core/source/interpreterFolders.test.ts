import { deepEqual } from 'node:assert/strict';

import { foldersOf, type Installation, readPyvenv } from '../../../src/core/source/interpreterFolders.ts';

describe('an interpreter’s folders', () => {
  const cases: [what: string, installation: Installation, packages: string[], library: string[]][] = [
    [
      'an environment',
      { prefix: '/home/ada/.venv/', libraries: ['python3.12'] },
      ['/home/ada/.venv/lib/python3.12/site-packages', '/home/ada/.venv/lib/python3.12/dist-packages'],
      ['/home/ada/.venv/lib/python3.12'],
    ],
    [
      'Debian’s own, of one version',
      { prefix: '/usr', libraries: ['python3', 'python3.11', 'python3.9', 'x86_64-linux-gnu'], version: '3.11' },
      [
        '/usr/lib/python3.11/site-packages',
        '/usr/lib/python3.11/dist-packages',
        '/usr/lib/python3/site-packages',
        '/usr/lib/python3/dist-packages',
      ],
      ['/usr/lib/python3.11'],
    ],
    [
      'Windows',
      { prefix: String.raw`C:\Python312`, libraries: ['json', 'site-packages'] },
      ['C:/Python312/lib/site-packages'],
      ['C:/Python312/lib'],
    ],
    ['none', { prefix: '/opt/thing', libraries: ['x86_64-linux-gnu'] }, [], []],
  ];
  for (const [what, installation, packages, library] of cases) {
    it(`are those of ${what}`, () => deepEqual(foldersOf(installation), { packages, library }));
  }

  const files: [what: string, text: string, read: ReturnType<typeof readPyvenv>][] = [
    ['venv', 'home = /usr/bin\nversion = 3.11.2\n', { base: '/usr', version: '3.11' }],
    ['uv', 'home = /opt/py/bin/\r\nversion_info = 3.12.4\r\n', { base: '/opt/py', version: '3.12' }],
    ['Windows', String.raw`home = C:\Python312`, { base: 'C:/Python312' }],
    ['nothing', 'nonsense', {}],
  ];
  for (const [what, text, read] of files) {
    it(`are told by the pyvenv.cfg of ${what}`, () => deepEqual(readPyvenv(text), read));
  }
});
