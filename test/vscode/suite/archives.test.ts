import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataTransfer, DataTransferItem, extensions, Uri, window } from 'vscode';
import { archiveDropController } from '../../../src/archive/archiveDrop.ts';
import { LocalArchives } from '../../../src/archive/localArchives.ts';
import { offeredUri, type OfferedArchive } from '../../../src/archive/offeredArchive.ts';
import { ALL_DAYS } from '../../../src/core/groups/day.ts';

const ROOT = extensions.getExtension('assertion-context.assertion-context')?.extensionPath ?? '';
const SAMPLE = join(ROOT, 'dist/sample/archives');

describe('log archives', () => {
  const log = window.createOutputChannel('Archives in tests', { log: true });
  let archives: LocalArchives;
  let sample: OfferedArchive[];

  before(async () => {
    const names = await readdir(SAMPLE, { recursive: true });
    sample = names.filter((name) => name.endsWith('.tsv.gz')).map((name) => offeredUri(Uri.file(join(SAMPLE, name))));
  });

  beforeEach(() => {
    archives = new LocalArchives(join(ROOT, 'dist/archiveWorker.cjs'), log);
  });

  afterEach(() => archives.dispose());

  after(() => log.dispose());

  it('open into one connection, more of them into the same', async () => {
    const told: (string | undefined)[] = [];
    archives.onDidChangeConnection((connection) => told.push(connection?.label));
    archives.onDidTakeIn(() => told.push('more'));
    const [first, ...others] = sample;
    await archives.open([first!]);
    const { connection } = archives;
    await archives.open(others);
    assert.equal(archives.connection, connection);
    assert.ok(connection);
    const page = await connection.store.groups({ range: ALL_DAYS, filter: 'all', limit: 200 }, Date.now());
    assert.ok(page.groups.length > 15);
    assert.equal((await connection.store.archives({ limit: 1 })).counts.done, sample.length);
    assert.match(told[0] ?? '', /^The log archive dt=/);
    assert.deepEqual(told.slice(1), ['more']);
    assert.match(connection.label, new RegExp(`^The ${sample.length} log archives open`));
    await archives.close();
    assert.deepEqual([archives.connection, told.at(-1)], [undefined, undefined]);
  });

  it('of which none is one change nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'archives-'));
    try {
      const file = join(folder, 'notes.csv');
      await writeFile(file, 'id,message\n1,hello\n');
      let changes = 0;
      archives.onDidChangeConnection(() => changes++);
      const rows = await archives.open([offeredUri(Uri.file(file))]);
      assert.deepEqual([rows[0]?.state, changes, archives.connection], ['failed', 0, undefined]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('that are dropped as addresses or as files are opened', async () => {
    const opened: OfferedArchive[][] = [];
    const controller = archiveDropController(async (offered) => {
      opened.push([...offered]);
      await archives.open(offered);
    });
    const [first = ''] = (await readdir(SAMPLE, { recursive: true })).filter((name) => name.endsWith('.tsv.gz'));
    const list = [Uri.file(join(SAMPLE, first)), Uri.file('/notes.txt')].join('\r\n');
    const dropped = new DataTransfer();
    dropped.set('text/uri-list', new DataTransferItem(list));
    const token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose: () => {} }) };
    await controller.handleDrop?.(undefined, dropped, token);
    assert.deepEqual(
      opened.map((offered) => offered.map(({ path }) => path)),
      [[Uri.file(join(SAMPLE, first)).path]],
    );
    assert.equal((await archives.connection?.store.archives({ limit: 1 }))?.counts.done, 1);
  });

  it('give more lines of a traceback’s stream', async () => {
    await archives.open(sample.slice(-1));
    const { connection } = archives;
    const [hit] = (await connection!.store.tracebacks({ range: ALL_DAYS, limit: 1 })).hits;
    const lines = await connection?.lines?.moreLines({ traceback: hit?.id ?? '', direction: 'before', limit: 5 });
    assert.ok(lines);
  });

  it('stand beside what is pasted', async () => {
    const changed = once(emitterOf(archives), 'change');
    const text = 'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    g()\nValueError: x\n';
    const [first, again] = [await archives.paste(text), await archives.paste(`> ${text.replaceAll('\n', '\n> ')}`)];
    assert.deepEqual([first.ids, first.added, again.added], [again.ids, 1, 0]);
    await changed;
    assert.equal(archives.connection?.label, 'The pasted text');
    assert.equal((await archives.connection?.store.traceback(first.ids[0] ?? ''))?.archive, 'pasted');
    assert.deepEqual(await archives.paste('hello'), { ids: [], added: 0 });
  });
});

/** Its changes as events of Node's. */
function emitterOf(archives: LocalArchives): EventTarget {
  const target = new EventTarget();
  archives.onDidChangeConnection(() => target.dispatchEvent(new Event('change')));
  return target;
}
