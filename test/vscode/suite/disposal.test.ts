import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { commands, EventEmitter, type ExtensionContext, extensions, Uri, window } from 'vscode';
import { LocalArchives } from '../../../src/archive/localArchives.ts';
import { clean, frame, newMemory, traceback, write } from './framesWorkspace.ts';
import { watchRegistrations, type Registrations } from './registrations.ts';
import { listen } from './spoken.ts';

const MADE = /dist[\\/](?:extension|frames)\.cjs/;
const TEXT = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\nValueError: x\n';
/** Workers that run. */
const workers = new Set<Worker>();
/** What the package's code had registered: before it ended, and once it had. */
const found: { during: string[]; after: string[] } = { during: [], after: [] };

// Before all suites: the editor has not activated the extension yet, which registers the same things a second time.
before(async () => {
  const extension = extensions.getExtension('assertion-context.assertion-context');
  assert.equal(extension?.isActive, false, 'The editor has activated the extension already');
  process.on('worker', watchWorker);
  const registrations = watchRegistrations(MADE);
  const spoken = listen();
  try {
    const context = newContext(extension.extensionUri);
    const load = createRequire(__filename);
    const main = load(join(extension.extensionPath, 'dist/extension.cjs')) as { activate: (given: unknown) => void };
    main.activate(context);
    found.during = await use(registrations, join(extension.extensionPath, 'dist/frames.cjs'));
    for (const one of context.subscriptions) one.dispose();
    await ended(registrations);
    found.after = registrations.open();
    assert.deepEqual(spoken.sentences, []);
    assert.equal(extension.isActive, false, 'The editor has activated the extension meanwhile');
  } finally {
    spoken.dispose();
    registrations.dispose();
    await commands.executeCommand('workbench.action.closeAllEditors');
    await clean();
  }
});

describe('the end of the extension', () => {
  const log = window.createOutputChannel('Disposal in tests', { log: true });
  after(() => {
    process.off('worker', watchWorker);
    log.dispose();
  });

  it('comes after it had registered listeners, commands, a view, a watcher and decorations', () => {
    for (const name of [
      'commands.registerCommand',
      'window.createTreeView',
      'window.createTextEditorDecorationType',
      'window.registerUriHandler',
      'workspace.createFileSystemWatcher',
      'workspace.onDidChangeConfiguration',
      'languages.registerCodeLensProvider',
    ])
      assert.ok(
        found.during.some((one) => one.startsWith(`${name} `)),
        `${name} was not used`,
      );
  });

  it('leaves no listener, command, watcher, decoration or timer', () => assert.deepEqual(found.after, []));

  it('leaves no thread, also when one was just about to start', async () => {
    const { extensionPath = '' } = extensions.getExtension('assertion-context.assertion-context') ?? {};
    const archives = new LocalArchives(join(extensionPath, 'dist/archiveWorker.cjs'), log);
    await archives.paste(TEXT);
    const [worker] = workers;
    assert.ok(worker);
    const exit = once(worker, 'exit');
    archives.dispose();
    await exit;

    const late = new LocalArchives(join(extensionPath, 'dist/archiveWorker.cjs'), log);
    const pasting = late.paste(TEXT);
    late.dispose();
    await assert.rejects(pasting, /The log archives have been closed/);
    assert.equal(workers.size, 0);
  });
});

function watchWorker(worker: Worker): void {
  workers.add(worker);
  worker.once('exit', () => workers.delete(worker));
}

/**
 * Shows a frame. No command, no panel, no view and no Python: each of them would have the editor activate the extension. Gives
 * what is registered then.
 */
async function use(registrations: Registrations, bundle: string): Promise<string[]> {
  await write('notes/orders.txt', 'assert price >= 0, price\n');
  const { createFrames } = createRequire(__filename)(bundle) as typeof import('../../../src/frames/createFrames.ts');
  const log = window.createOutputChannel('Frames in tests', { log: true });
  const frames = createFrames({ memory: newMemory(), log });
  const made = traceback(frame('/opt/shop/notes/orders.txt', 1, 'total', 'assert price >= 0, price'));
  await frames.showFrame(made, { exception: 0, frame: 0 });
  assert.equal(window.activeTextEditor?.document.lineAt(0).text, 'assert price >= 0, price');
  const during = registrations.open();
  frames.dispose();
  log.dispose();
  return during;
}

/** What ends by itself is given some time. */
async function ended(registrations: Registrations): Promise<void> {
  const until = Date.now() + 5_000;
  while (registrations.open().length > 0 && Date.now() < until) await new Promise((resolve) => setImmediate(resolve));
}

function newContext(extensionUri: Uri): Pick<ExtensionContext, 'subscriptions'> {
  const secrets = new Map<string, string>();
  const context = {
    extensionUri,
    globalStorageUri: Uri.joinPath(extensionUri, 'dist/test/storage'),
    globalState: newMemory(),
    workspaceState: newMemory(),
    secrets: {
      get: async (key: string) => secrets.get(key),
      store: async (key: string, value: string) => void secrets.set(key, value),
      delete: async (key: string) => void secrets.delete(key),
      onDidChange: new EventEmitter().event,
    },
    subscriptions: [],
  };
  return context;
}
