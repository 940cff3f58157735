import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  type CodeLens,
  commands,
  ConfigurationTarget,
  Disposable,
  EventEmitter,
  extensions,
  type Hover,
  type LogOutputChannel,
  MarkdownString,
  Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Connection } from '../../../src/connection/connection.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { createMarks, type Marks } from '../../../src/marks/createMarks.ts';
import { MemoryStore } from '../../../src/stores/memory/memoryStore.ts';
import { StoreError } from '../../../src/stores/store.ts';
import { save } from '../../stores/changes.ts';
import { made, type Made } from '../../stores/made.ts';

const NOW = Date.UTC(2016, 7, 12, 12);
const MINUTE = 60_000;
const CODE = `class Cart:
    def total(self):
        price = self.price()
        assert price >= 0, price
        return price

    def rest(self):
        return self.total() - self.paid
`;

describe('marks in the source', () => {
  const folder = workspace.workspaceFolders?.[0]?.uri as Uri;
  let uri: Uri;
  let files = 0;
  const log = window.createOutputChannel('marks', { log: true });
  let source: Source;
  let marks: Marks;

  before(() => {
    assert.ok(folder, 'the suite needs a folder');
  });

  beforeEach(async () => {
    // VS Code keeps a file's text a while after it was closed.
    uri = Uri.joinPath(folder, String(files++), 'orders', 'cart.py');
    await workspace.fs.writeFile(uri, new TextEncoder().encode(CODE));
    source = new Source(await filled(at(3, 'assert price >= 0, price'), at(3, 'assert price >= 0, price')));
    marks = begin(source, log);
  });

  afterEach(async () => {
    marks.dispose();
    for (const name of ['marks.enabled', 'marks.days', 'codeLens']) await set(name, undefined);
    while (window.tabGroups.all.some(({ tabs }) => tabs.length > 0))
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  after(() => log.dispose());

  /** Shows the file and waits for its marks. */
  async function open(): Promise<TextDocument> {
    const [document] = await Promise.all([
      window.showTextDocument(uri).then((editor) => editor.document),
      placed(marks, uri),
    ]);
    return document;
  }

  const lines = (document: TextDocument): number[] => marks.of(document).map((mark) => mark.at.line);

  it('stand on the lines that raised, as the text is now', async () => {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(`import shop\n\n\n${CODE}`));
    const document = await open();
    assert.deepEqual(lines(document), [6]);
    assert.deepEqual(
      marks.of(document)[0]?.faults.map(({ place }) => place.kind),
      ['moved'],
    );
  });

  it('go along with edits at once, and are placed anew after a pause', async () => {
    const document = await open();
    const editor = window.activeTextEditor;
    assert.ok(editor);
    await editor.edit((edit) => edit.insert(new Position(0, 0), '# one\n# two\n'));
    assert.deepEqual(lines(document), [5]);
    await editor.edit((edit) => edit.insert(new Position(5, 8), '\n        '));
    assert.deepEqual(lines(document), [6]);
    await Promise.all([
      placed(marks, uri),
      editor.edit((edit) => edit.replace(new Range(6, 0, 6, 100), '        assert price > 0, price')),
    ]);
    assert.deepEqual(lines(document), [6]);
    assert.equal(marks.of(document)[0]?.faults[0]?.place.kind, 'changed');
    await Promise.all([placed(marks, uri), editor.edit((edit) => edit.delete(new Range(3, 0, 8, 0)))]);
    assert.deepEqual(lines(document), []);
  });

  it('cost one request a file until a refresh', async () => {
    await open();
    await window.showTextDocument(await workspace.openTextDocument({ content: 'x', language: 'python' }));
    await window.showTextDocument(uri);
    await window.showTextDocument(uri, { viewColumn: 2 });
    assert.deepEqual(source.asked, ['cart.py']);
    const refreshed = once(source.onDidAsk);
    marks.refresh();
    await refreshed;
    assert.deepEqual(source.asked, ['cart.py', 'cart.py']);
  });

  it('ask nothing for new files, other versions of files and other languages', async () => {
    const versions = workspace.registerTextDocumentContentProvider('version', {
      provideTextDocumentContent: () => CODE,
    });
    for (const shown of [
      workspace.openTextDocument({ content: CODE, language: 'python' }),
      workspace.openTextDocument(uri.with({ scheme: 'version' })),
      workspace.fs
        .writeFile(Uri.joinPath(folder, 'cart.md'), new Uint8Array())
        .then(() => workspace.openTextDocument(Uri.joinPath(folder, 'cart.md'))),
    ])
      await window.showTextDocument(await shown);
    await open();
    assert.deepEqual(source.asked, ['cart.py']);
    versions.dispose();
  });

  it('tell in a hover what, how often, since when, and what can be done', async () => {
    source = new Source(
      await filled(
        { message: '[quit](command:workbench.action.quit) <b>', ...at(30, 'return self.total() - self.paid', 'rest') },
        { fingerprint: '1-b', type: 'shop.errors.PriceError', ...at(60, 'return self.total() - self.paid', 'rest') },
      ),
    );
    marks.dispose();
    marks = begin(source, log);
    await open();
    assert.deepEqual(await hovers(uri, 3), []);
    const [text] = await hovers(uri, 7);
    assert.deepEqual(text?.isTrusted, {
      enabledCommands: ['assertionContext.openDetail', 'assertionContext.hideGroup'],
    });
    const told = text.value.split('\n').map((line) => line.trim());
    assert.equal(told[0], '**AssertionError**');
    assert.equal(told[1], String.raw`\[quit\]\(command\:workbench\.action\.quit\) \<b\>`);
    assert.equal(told[2], String.raw`Once\, 30 min ago`);
    assert.match(told[3] ?? '', /^\[Open\]\(command:assertionContext\.openDetail\?\S+\) · \[Hide…\]\(command:\S+\)$/);
    assert.ok(told.includes(String.raw`**shop\.errors\.PriceError**`));
  });

  it('offer no hiding where faults are only read', async () => {
    assert.ok(source.current);
    source.current = { ...source.current, readOnly: true };
    await open();
    const [text] = await hovers(uri, 3);
    assert.match(text?.value ?? '', /\[Open\]\(command:/);
    assert.doesNotMatch(text?.value ?? '', /Hide/);
  });

  it('stand above functions only when that is switched on', async () => {
    await open();
    const lenses = (): Thenable<CodeLens[]> => commands.executeCommand('vscode.executeCodeLensProvider', uri);
    assert.deepEqual(await lenses(), []);
    await Promise.all([placed(marks, uri), set('codeLens', true)]);
    const [lens, ...others] = await lenses();
    assert.deepEqual([lens?.range.start.line, others.length], [1, 0]);
    assert.equal(lens?.command?.title, 'AssertionError · 2 × · 3 min ago');
    assert.deepEqual(lens.command.arguments, [{ fingerprint: '1-a', traceback: '71' }]);
  });

  it('of a store that fails stay as they were', async () => {
    const document = await open();
    source.fails = true;
    const refused = once(source.onDidAsk);
    marks.refresh();
    await refused;
    assert.deepEqual(lines(document), [3]);
  });

  it('go with their connection', async () => {
    const document = await open();
    source.connect(undefined);
    assert.deepEqual([lines(document), await hovers(uri, 3)], [[], []]);
    const other = await filled(at(1, 'return price'));
    const again = placed(marks, uri);
    source.connect(other);
    await again;
    assert.deepEqual(lines(document), [4]);
  });

  it('cost nothing while they are off', async () => {
    const document = await open();
    assert.equal(source.listeners, 1);
    await set('marks.enabled', false);
    assert.deepEqual([lines(document), await hovers(uri, 3), source.listeners], [[], [], 0]);
    marks.refresh();
    await window.activeTextEditor?.edit((edit) => edit.insert(new Position(0, 0), '\n'));
    await window.showTextDocument(uri, { viewColumn: 2 });
    assert.deepEqual(source.asked, ['cart.py']);
    await Promise.all([placed(marks, uri), set('marks.enabled', true)]);
    assert.deepEqual([lines(document), source.listeners], [[4], 1]);
    marks.dispose();
    assert.equal(source.listeners, 0);
  });

  it('of a file with a thousand of them are there', async () => {
    const text = Array.from({ length: 4_000 }, (_, n) => (n % 4 === 0 ? `def f${n}():` : `    call(${n})`)).join('\n');
    const faults = Array.from({ length: 200 }, (_, n) => {
      const traceback = made({ id: String(n), fingerprint: `1-${n}`, at: NOW - n });
      const [exception] = traceback.exceptions;
      const [frame] = exception?.frames ?? [];
      assert.ok(exception && frame);
      exception.frames = [0, 4, 8, 12, 16].map((k) => ({
        ...frame,
        function: `f${n * 20 + k}`,
        source: `call(${n * 20 + k + 1})`,
      }));
      return traceback;
    });
    const store = new MemoryStore({ timeZone: 'UTC', rules: NO_RULES });
    await save(store, 'a', [faults]);
    source = new Source(store);
    marks.dispose();
    marks = begin(source, log);
    await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const document = await open();
    assert.deepEqual(
      lines(document),
      Array.from({ length: 1_000 }, (_, n) => n * 4 + 1),
    );
  });
});

/** Where marks are read from: a real store, which tells what it was asked. */
class Source {
  readonly asked: string[] = [];
  fails = false;
  listeners = 0;
  current: Connection | undefined;
  readonly #asked = new EventEmitter<void>();
  readonly #changed = new EventEmitter<void>();

  readonly onDidAsk = this.#asked.event;

  constructor(store: MemoryStore) {
    this.connect(store);
  }

  readonly onDidChange = (listener: (changed: unknown) => unknown): Disposable => {
    this.listeners++;
    const listening = this.#changed.event(listener);
    return new Disposable(() => {
      this.listeners--;
      listening.dispose();
    });
  };

  connect(store: MemoryStore | undefined): void {
    this.current = store && { kind: 'local', label: 'Archives', store: this.#counted(store), dispose: () => undefined };
    this.#changed.fire();
  }

  #counted(store: MemoryStore): MemoryStore {
    const faultLines: MemoryStore['faultLines'] = async (query, now) => {
      this.asked.push(query.file);
      setImmediate(() => this.#asked.fire());
      if (this.fails) throw new StoreError('unreachable', 'The store is down.');
      return await store.faultLines(query, now);
    };
    return new Proxy(store, {
      get(target, name) {
        const value: unknown = name === 'faultLines' ? faultLines : Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }
}

function begin(connections: Source, log: LogOutputChannel): Marks {
  const extension = extensions.getExtension('assertion-context.assertion-context');
  const media = Uri.file(join(extension?.extensionPath ?? '', 'media'));
  return createMarks({ connections, media, log, now: () => NOW });
}

/** What is special of a traceback: minutes ago, and its one frame. */
function at(minutes: number, source: string, name = 'total'): Omit<Made, 'id'> & { source: string } {
  return { at: NOW - minutes * MINUTE, function: name, source };
}

async function filled(...tracebacks: (Omit<Made, 'id'> & { source: string })[]): Promise<MemoryStore> {
  const store = new MemoryStore({ timeZone: 'UTC', rules: NO_RULES });
  const all = tracebacks.map(({ source, ...given }, n) => {
    const traceback = made({ id: `7${n}`, ...given });
    for (const frame of traceback.exceptions.flatMap(({ frames }) => frames))
      Object.assign(frame, { source, line: lineOf(source) });
    return traceback;
  });
  await save(store, 'a', [all]);
  return store;
}

/** The line, from 1, that has the source in the file as it was. */
function lineOf(source: string): number {
  return CODE.split('\n').findIndex((line) => line.trim() === source) + 1 || 63;
}

async function hovers(uri: Uri, line: number): Promise<MarkdownString[]> {
  const found = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, new Position(line, 12));
  return found.flatMap(({ contents }) => contents).filter((content) => content instanceof MarkdownString);
}

async function set(name: string, value: boolean | number | undefined): Promise<void> {
  await workspace.getConfiguration('assertionContext').update(name, value, ConfigurationTarget.Global);
}

function placed(marks: Marks, uri: Uri): Promise<void> {
  return new Promise((resolve) => {
    const listening = marks.onDidPlace((document) => {
      if (document.uri.toString() !== uri.toString()) return;
      listening.dispose();
      resolve();
    });
  });
}

function once(event: (listener: () => void) => Disposable): Promise<void> {
  return new Promise((resolve) => {
    const listening = event(() => {
      listening.dispose();
      resolve();
    });
  });
}
