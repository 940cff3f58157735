import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CancellationTokenSource,
  DataTransfer,
  type DataTransferFile,
  DataTransferItem,
  type Disposable,
  extensions,
  Uri,
  window,
} from 'vscode';
import { archiveDropController } from '../../../src/archive/archiveDrop.ts';
import { LocalArchives } from '../../../src/archive/localArchives.ts';
import { registerMemoryFiles } from './memoryFiles.ts';
import { listen, type Spoken } from './spoken.ts';

const ROOT = extensions.getExtension('assertion-context.assertion-context')?.extensionPath ?? '';
const SAMPLE = join(ROOT, 'dist/sample/archives');
const FIRST = 'dt=2016-08-12/2016-08-12-03.tsv.gz';
const SECOND = 'dt=2016-08-12/2016-08-12-05.tsv.gz';

/** A file that a person dropped, as the editor hands it over. */
class DroppedFile extends DataTransferItem {
  readonly #file: DataTransferFile;

  constructor(name: string, bytes: Uint8Array, uri?: Uri) {
    super('');
    this.#file = { name, data: async () => bytes, ...(uri && { uri }) };
  }

  override asFile(): DataTransferFile {
    return this.#file;
  }
}

describe('what is dropped on the view', () => {
  const log = window.createOutputChannel('Drops in tests', { log: true });
  let archives: LocalArchives;
  let spoken: Spoken;
  let files: Disposable;
  let first: Uint8Array;
  let second: Uint8Array;

  before(async () => {
    [first, second] = (await Promise.all([FIRST, SECOND].map((name) => readFile(join(SAMPLE, name))))) as [
      Buffer,
      Buffer,
    ];
    files = registerMemoryFiles(
      'dropped',
      new Map([
        ['/logs/2016-08-12-03.tsv.gz', first],
        ['/logs', undefined],
      ]),
    );
  });
  beforeEach(() => {
    archives = new LocalArchives(join(ROOT, 'dist/archiveWorker.cjs'), log);
    spoken = listen();
  });
  afterEach(() => {
    spoken.dispose();
    archives.dispose();
  });
  after(() => {
    files.dispose();
    log.dispose();
  });

  const drop = async (...items: [string, DataTransferItem][]): Promise<string[]> => {
    const transfer = new DataTransfer();
    for (const [type, item] of items) transfer.set(type, item);
    const controller = archiveDropController((offered) => archives.open(offered));
    await controller.handleDrop?.(undefined, transfer, new CancellationTokenSource().token);
    const held = await archives.connection?.store.archives({ limit: 10 });
    return held?.archives.map(({ name }) => name).sort() ?? [];
  };
  const addresses = (...uris: (Uri | string)[]): [string, DataTransferItem] => [
    'text/uri-list',
    new DataTransferItem(uris.map(String).join('\r\n')),
  ];
  const file = (type: string, name: string, bytes: Uint8Array, uri?: Uri): [string, DataTransferItem] => [
    type,
    new DroppedFile(name, bytes, uri),
  ];

  it('is opened, several addresses at once', async () => {
    const dropped = await drop(addresses(Uri.file(join(SAMPLE, FIRST)), '# a comment', Uri.file(join(SAMPLE, SECOND))));
    assert.deepEqual(dropped, [FIRST, SECOND]);
    assert.deepEqual(spoken.sentences, []);
  });

  it('is opened, several files at once, whatever address they come with', async () => {
    const dropped = await drop(
      file('application/gzip', '2016-08-12-03.tsv.gz', first),
      file('text/tab-separated-values', '2016-08-12-05.tsv.gz', second),
      addresses(Uri.file('/of/another/machine/2016-08-12-03.tsv.gz')),
    );
    assert.deepEqual(dropped, ['2016-08-12-03.tsv.gz', '2016-08-12-05.tsv.gz']);
    assert.deepEqual(spoken.sentences, []);
    assert.ok(first.length > 0, 'the bytes that were handed over are still whole');
  });

  it('is two archives when two folders of the other machine have one name', async () => {
    const dropped = await drop(
      file('a/a', '2016-08-12-03.tsv.gz', first, Uri.file('/one/2016-08-12-03.tsv.gz')),
      file('b/b', '2016-08-12-03.tsv.gz', second, Uri.file('/other/2016-08-12-03.tsv.gz')),
    );
    assert.deepEqual(dropped, ['2016-08-12-03.tsv.gz', '2016-08-12-03.tsv.gz (2)']);
  });

  it('is read through the file system that has it', async () => {
    assert.deepEqual(await drop(addresses('dropped:/logs/2016-08-12-03.tsv.gz')), ['2016-08-12-03.tsv.gz']);
  });

  const refused: [string, () => [string, DataTransferItem][], RegExp][] = [
    [
      'a file that is no archive',
      () => [file('text/csv', 'notes.csv', Buffer.from('id,text\n1,a\n'))],
      /^notes\.csv is no Papertrail archive.*Choose a Papertrail archive/,
    ],
    ['an empty file', () => [file('text/csv', 'empty.tsv', new Uint8Array(0))], /^empty\.tsv is empty/],
    ['a folder', () => [addresses(Uri.file(SAMPLE))], /archives is a folder: name an archive/],
    ['a folder elsewhere', () => [addresses('dropped:/logs')], /^Could not read dropped:\/logs: it is a folder/],
    ['a file that is gone', () => [addresses(Uri.file('/nowhere/x.tsv'))], /^\/nowhere\/x\.tsv does not exist/],
    [
      'a file gone elsewhere',
      () => [addresses('dropped:/x.tsv')],
      /^Could not read dropped:\/x\.tsv: there is no such file\./,
    ],
    [
      'an address of the web',
      () => [addresses('https://logs.example.com/x.tsv')],
      /^Could not read https:\/\/logs\.example\.com\/x\.tsv: .*Save it to the disk/,
    ],
    ['a text', () => [addresses('hello')], /^What was dropped is no file\. Drop Papertrail archives here/],
    ['nothing', () => [], /^What was dropped is no file\./],
  ];
  for (const [what, items, sentence] of refused) {
    it(`is told to be of no use: ${what}`, async () => {
      assert.deepEqual(await drop(...items()), []);
      assert.equal(spoken.sentences.length, 1, spoken.sentences.join('\n'));
      assert.match(spoken.sentences[0] ?? '', sentence);
    });
  }
});
