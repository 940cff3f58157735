import assert from 'node:assert/strict';
import { importsOf, sourceFiles } from './sourceFiles.ts';

/** A room and what it may import: path prefixes below the root, `node:` and names of packages. */
interface Room {
  name: string;
  holds: (path: string) => boolean;
  may: readonly string[];
}

/** The rooms of the extension, but for what runs inside its panels. */
const EXTENSION = [
  'src/archive/',
  'src/commands/',
  'src/connection/',
  'src/frames/',
  'src/links/',
  'src/marks/',
  'src/panel/',
  'src/settings/',
  'src/signIn/',
  'src/status/',
  'src/tree/',
];

const ROOMS: readonly Room[] = [
  { name: 'core', holds: (path) => path.startsWith('src/core/'), may: ['src/core/'] },
  {
    name: 'stores and tickets',
    holds: (path) => /^src\/(stores|tickets)\//.test(path),
    may: ['src/core/', 'src/stores/', 'src/tickets/', 'node:', '@elastic/elasticsearch', 'jira.js/'],
  },
  {
    name: 'ingest',
    holds: (path) => path.startsWith('src/ingest/'),
    may: ['src/core/', 'src/stores/', 'src/ingest/', 'node:'],
  },
  {
    name: 'the server',
    holds: (path) => path.startsWith('server/'),
    may: ['src/core/', 'src/stores/', 'src/tickets/', 'src/ingest/', 'server/', 'node:', 'package:'],
  },
  {
    name: 'the webview',
    holds: (path) => path.startsWith('src/webview/'),
    may: ['src/core/', 'src/panel/protocol', 'src/stores/store.ts', 'src/webview/', '@vscode/webview-ui-toolkit'],
  },
  {
    name: 'the extension',
    holds: (path) => /^src\/extension(?:Parts)?\.ts$/.test(path) || EXTENSION.some((room) => path.startsWith(room)),
    may: [
      'src/core/',
      'src/stores/',
      'src/tickets/',
      'src/ingest/',
      'src/extensionParts.ts',
      ...EXTENSION,
      'node:',
      'vscode',
    ],
  },
];

const files = sourceFiles('src', 'server');

describe('layers', () => {
  for (const room of ROOMS) {
    it(`${room.name} imports ${room.may.join(', ')} only`, () => {
      const foreign = files
        .filter(({ path }) => room.holds(path))
        .flatMap((file) => importsOf(file).map((imported) => ({ file: file.path, imported })))
        .filter(({ imported }) => !allowed(imported, room.may));
      assert.deepEqual(foreign, []);
    });
  }

  it('puts every file into a room', () => {
    const homeless = files.map(({ path }) => path).filter((path) => !ROOMS.some((room) => room.holds(path)));
    assert.deepEqual(homeless, []);
  });

  it('sees imports of every form', () => {
    const text =
      "import type { A } from './a.ts';\nimport {\n  b,\n} from '../b.ts';\nexport { c } from 'c';\nimport 'd';\nconst e = await import('./e.ts');";
    assert.deepEqual(importsOf({ path: 'src/core/x.ts', text }), [
      'src/core/a.ts',
      'src/b.ts',
      'c',
      'd',
      'src/core/e.ts',
    ]);
  });

  it('core asks for nothing that a browser lacks', () => {
    const impure = files
      .filter(({ path }) => path.startsWith('src/core/'))
      .filter(({ text }) =>
        /\b(?:process|Buffer|__dirname)\b\s*[.[(]|\bimport\.meta\b|\bDate\.now\(|\bMath\.random\(|\bperformance\.now\(/.test(
          code(text),
        ),
      );
    assert.deepEqual(
      impure.map(({ path }) => path),
      [],
    );
  });
});

function allowed(imported: string, may: readonly string[]): boolean {
  if (may.some((prefix) => imported.startsWith(prefix))) return true;
  const isPackage = !/^(?:src|server|test|bench|media|dist)\/|^\.|^node:|^vscode$/.test(imported);
  return isPackage && may.includes('package:');
}

/** A file's text without its comments. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}
