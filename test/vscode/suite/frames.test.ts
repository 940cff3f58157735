import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CodeLens,
  commands,
  ConfigurationTarget,
  Position,
  type Range,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { createFrames, type Frames } from '../../../src/frames/createFrames.ts';
import { NamedFiles } from '../../../src/frames/namedFiles.ts';
import { realPlace } from '../../../src/frames/workspaceBorder.ts';
import { clean, frame, newMemory, root, traceback, write } from './framesWorkspace.ts';
import { watchRegistrations } from './registrations.ts';

const CART = [
  'class Cart:',
  '    def add(self, article):',
  '        self.lines.append(article)',
  '',
  '    def total(self):',
  '        price = sum(line.price for line in self.lines)',
  '        assert price >= 0, price',
  '        return price',
  '',
].join('\n');

const TOTAL = frame('/opt/shop/orders/cart.py', 7, 'total', 'assert price >= 0, price');
const FIRST = { exception: 0, frame: 0 };
const SECOND = { exception: 0, frame: 1 };

describe('a frame in the editor', () => {
  let frames: Frames;
  const log = window.createOutputChannel('Frames', { log: true });

  beforeEach(() => {
    frames = createFrames({ memory: newMemory(), log });
  });

  afterEach(async () => {
    frames.dispose();
    await workspace
      .getConfiguration()
      .update('assertionContext.pathMappings', undefined, ConfigurationTarget.Workspace);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await clean();
  });

  after(() => log.dispose());

  it('stands on its line, with exception, confidence and ways on above it', async () => {
    const cart = await write('src/orders/cart.py', CART);
    await frames.showFrame(traceback(frame('/opt/shop/manage.py', 9, 'main', 'run()'), TOTAL), SECOND);
    equal(shown(), 'src/orders/cart.py:7:9');
    deepEqual(await lenses(cart), [
      '7: $(error) AssertionError: -3',
      '7: The line of frame 2, exactly',
      '7: Previous Frame',
    ]);
    frames.clearFrame();
    deepEqual(await lenses(cart), []);
  });

  it('counts text that is not saved', async () => {
    const cart = await write('orders/cart.py', CART);
    const editor = await window.showTextDocument(cart);
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), '# New\n\n'));
    await frames.showFrame(traceback(TOTAL), FIRST);
    equal(shown(), 'orders/cart.py:9:9');
    ok((await lenses(cart)).includes('9: Moved from line 7: `total` was edited since'));
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('follows a file that changes on the disk, and ends with an edit by hand', async () => {
    const cart = await write('followed/cart.py', CART);
    await frames.showFrame(traceback({ ...TOTAL, path: '/opt/shop/followed/cart.py' }), FIRST);
    const reloaded = changed(cart);
    await write('followed/cart.py', `# New\n${CART}`);
    await reloaded;
    equal(shown(), 'followed/cart.py:8:9');
    ok((await lenses(cart)).includes('8: Moved from line 7: `total` was edited since'));
    await window.activeTextEditor?.edit((edit) => edit.insert(new Position(0, 0), '#'));
    while ((await lenses(cart)).length > 0) continue;
    await commands.executeCommand('workbench.action.files.revert');
  });

  it('offers the line as it was where it changed', async () => {
    const cart = await write('changed/cart.py', CART.replace('>= 0, price', '>= 0, self.lines'));
    await frames.showFrame(traceback({ ...TOTAL, path: '/opt/shop/changed/cart.py' }), FIRST);
    equal(shown(), 'changed/cart.py:7:9');
    const peek = (await codeLenses(cart)).find(({ command }) => command?.title === 'Peek the Original Line')?.command;
    ok(peek?.arguments);
    const [, , [original]] = peek.arguments as [Uri, unknown, [{ uri: Uri; range: Range }]];
    const document = await workspace.openTextDocument(original.uri);
    equal(document.lineAt(original.range.start).text, '        assert price >= 0, price');
    await commands.executeCommand(peek.command, ...(peek.arguments as unknown[]));
  });

  it('follows a module that moved, a folder and a file that were renamed', async () => {
    for (const path of ['shop/orders/basket/cart.py', 'src/basket/cart.py', 'src/orders/basket.py']) {
      await write('legacy/cart.py', 'def main():\n    pass\n');
      await write(path, CART);
      await frames.showFrame(traceback(TOTAL), FIRST);
      equal(shown(), `${path}:7:9`);
      await clean();
    }
  });

  it('finds a file that came after it was looked for, and none that is gone', async () => {
    const [before] = await frames.placeFrames(traceback(TOTAL));
    equal(before?.kind, 'elsewhere');
    await write('orders/cart.py', CART);
    await frames.showFrame(traceback(TOTAL), FIRST);
    equal(shown(), 'orders/cart.py:7:9');
    await clean();
    await write('moved/orders/cart.py', `#\n${CART}`);
    await frames.showFrame(traceback(TOTAL), FIRST);
    equal(shown(), 'moved/orders/cart.py:8:9');
  });

  it('asks once which of several files it is, and lists what it learned in the settings', async () => {
    await write('a/orders/cart.py', CART);
    await write('b/orders/cart.py', CART);
    const [place] = await frames.placeFrames(traceback(TOTAL));
    match(place?.because ?? '', /2 files may be it/);
    await answered(frames.showFrame(traceback(TOTAL), FIRST));
    const first = shown();
    match(first, /^[ab]\/orders\/cart.py:7:9$/);
    deepEqual(workspace.getConfiguration().get('assertionContext.pathMappings'), [
      { from: '/opt/shop/', folder: workspace.workspaceFolders?.[0]?.name, to: first.slice(0, 2) },
    ]);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await frames.showFrame(traceback(TOTAL), FIRST);
    equal(shown(), first);
  });

  it('leads into the environment of the workspace for a library', async () => {
    await write('.venv/pyvenv.cfg', 'home = /nowhere/bin\nversion = 3.12.1\n');
    await write('.venv/lib/python3.12/site-packages/courier/sessions.py', 'def send():\n    raise Timeout\n');
    const path = '/usr/lib/python3.8/site-packages/courier/sessions.py';
    await frames.showFrame(traceback(frame(path, 2, 'send', 'raise Timeout')), FIRST);
    equal(shown(), '.venv/lib/python3.12/site-packages/courier/sessions.py:2:5');
  });

  it('walks its own frames with Next and Previous Frame', async () => {
    await write('manage.py', 'def main():\n    cart.total()\n');
    await write('orders/cart.py', CART);
    const main = frame('/opt/shop/manage.py', 2, 'main', 'cart.total()');
    const library = frame('/usr/lib/python3.8/runpy.py', 193, '_run', 'x');
    await frames.showFrame(traceback(library, main, library, TOTAL), SECOND);
    await frames.nextFrame();
    equal(shown(), 'orders/cart.py:7:9');
    await frames.nextFrame();
    equal(shown(), 'orders/cart.py:7:9');
    await frames.previousFrame();
    equal(shown(), 'manage.py:2:5');
  });

  it('says for every frame where it leads', async () => {
    await write('orders/cart.py', CART.replace('assert price >= 0, price', 'assert price >= 0'));
    const places = await frames.placeFrames(
      traceback(
        frame('/opt/shop/orders/cart.py', 3, 'add', 'self.lines.append(article)'),
        TOTAL,
        frame('/usr/lib/python3.8/runpy.py', 193, '_run', 'x'),
        frame('<string>', 1, '<module>', null),
      ),
    );
    deepEqual(
      places.map(({ kind, line }) => [kind, line]),
      [
        ['exact', 3],
        ['changed', 7],
        ['elsewhere', undefined],
        ['elsewhere', undefined],
      ],
    );
  });

  const hostile: [path: string, because: RegExp][] = [
    ['../../etc/passwd', /climbs out/],
    [String.raw`\\host\share\x.py`, /another computer/],
    ['file:///etc/passwd', /is an address/],
    ['command:workbench.action.quit', /is an address/],
    ['/opt/shop/cart.py\u0000', /control character/],
    ['', /names no file/],
    [`/${'a/'.repeat(1999)}b.py`, /characters/],
    ['<frozen importlib._bootstrap>', /built into Python/],
    ['/opt/shop/{a,b}*[!].py', /No file of the workspace is called/],
  ];
  for (const [path, because] of hostile) {
    it(`opens nothing for ${JSON.stringify(path.slice(0, 40))}, and explains why`, async () => {
      const made = traceback(frame(path, 1, 'f', 'x'));
      await frames.showFrame(made, FIRST);
      equal(shown(), 'nothing');
      await frames.whyNotLinked(made, FIRST);
      match(window.activeTextEditor?.document.getText() ?? '', because);
    });
  }

  it('does not leave the workspace before the reader said so', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'secret.py'), 'x = 1\n');
    // The editor of the tests refuses to show the question.
    await frames.showFrame(traceback(frame(join(outside, 'secret.py'), 1, 'f', 'x = 1')), FIRST).catch(() => undefined);
    equal(shown(), 'nothing');
    await rm(outside, { recursive: true });
  });

  it('tells where a file really lies, after symbolic links', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'outside-'));
    await writeFile(join(outside, 'secret.py'), 'x = 1\n');
    const cart = await write('orders/cart.py', CART);
    const link = join(root().fsPath, 'orders', 'link.py');
    await symlink(join(outside, 'secret.py'), link);
    equal((await realPlace(cart)).inside, true);
    const uri = cart.with({ path: link });
    equal((await realPlace(uri)).inside, false);
    equal((await realPlace(uri, [outside])).inside, true);
    await rm(outside, { recursive: true });
  });

  it('explains what it looked at and what helps', async () => {
    await write('basket/cart.py', 'def main():\n    pass\n');
    await frames.whyNotLinked(traceback(TOTAL), FIRST);
    const text = window.activeTextEditor?.document.getText() ?? '';
    match(text, /basket\/cart.py: Both end with cart.py. Neither line nor function/);
    match(text, /assertionContext.pathMappings/);
  });
});

/** File, line and column of the cursor, as the status bar says them. */
function shown(): string {
  const editor = window.activeTextEditor;
  if (!editor) return 'nothing';
  const { line, character } = editor.selection.active;
  return `${workspace.asRelativePath(editor.document.uri)}:${line + 1}:${character + 1}`;
}

/** Comes when the text of a document has changed. */
function changed(uri: Uri): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const listening = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (document.uri.toString() !== uri.toString() || contentChanges.length === 0) return;
    listening.dispose();
    resolve();
  });
  return promise;
}

async function codeLenses(uri: Uri): Promise<CodeLens[]> {
  return commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
}

async function lenses(uri: Uri): Promise<string[]> {
  return (await codeLenses(uri)).map(({ range, command }) => `${range.start.line + 1}: ${command?.title}`);
}

/** Takes the first answer of the list that comes up. */
async function answered(asking: Promise<void>): Promise<void> {
  const state = { done: false };
  const asked = asking.finally(() => (state.done = true));
  while (!state.done) await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  await asked;
}

describe('files by name', () => {
  const NAMES = Array.from({ length: 20 }, (_, n) => `made_up.x${n}`);

  it('are watched for by a few, however many endings a log makes up, and each that comes is found', async () => {
    const registrations = watchRegistrations(/frames\.test\.cjs/);
    const watchers = (): number => registrations.open().filter((each) => /createFileSystemWatcher/.test(each)).length;
    const files = new NamedFiles();
    for (const name of ['cart.py', ...NAMES]) {
      deepEqual(await files.of(name), []);
      ok(watchers() <= 4, `${watchers()} watchers`);
    }
    equal(watchers(), 1);
    for (const name of ['cart.py', 'made_up.x19']) {
      const changed = new Promise<void>((resolve) => {
        const listening = files.onDidChange(() => {
          listening.dispose();
          resolve();
        });
      });
      await write(`src/${name}`, 'x');
      await changed;
      equal((await files.of(name)).length, 1, name);
    }
    files.dispose();
    equal(watchers(), 0);
    registrations.dispose();
    await clean();
  });
});
