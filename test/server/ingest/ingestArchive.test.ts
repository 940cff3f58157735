import assert from 'node:assert/strict';
import { copyFile, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import type { Traceback } from '../../../src/stores/store.ts';
import { SAMPLE, sampleArchives, sampleText, sampleTruth } from '../../fixtures/sample.ts';
import type { Truth } from '../../fixtures/generator/truth.ts';
import { everyTraceback, inFolder, memoryStore, takeIn } from './takenIn.ts';

describe('taking in the sample data set', () => {
  const archives = sampleArchives();
  const orders: [name: string, order: string[]][] = [
    ['oldest first', archives],
    ['newest first', archives.toReversed()],
    ['mixed', [...archives.filter((_, index) => index % 2 === 1), ...archives.filter((_, index) => index % 2 === 0)]],
  ];
  for (const [name, order] of orders) {
    it(`gives every traceback with its whole context, joined over the hours, ${name}`, async () => {
      const store = memoryStore();
      for (const archive of order) assert.equal((await takeIn(store, join(SAMPLE, archive))).state, 'done');
      assertTruth(await everyTraceback(store));
    });
  }

  it('gives the same when neighbouring hours are taken in at the same time', async () => {
    const store = memoryStore();
    await Promise.all(archives.map((archive) => takeIn(store, join(SAMPLE, archive))));
    assertTruth(await everyTraceback(store));
  });

  it('changes nothing when it is taken in again', async () => {
    const store = memoryStore();
    for (const archive of archives) await takeIn(store, join(SAMPLE, archive));
    const before = await store.groups({ range: ALL_DAYS, filter: 'all', limit: 200 }, 0);
    for (const archive of archives) await takeIn(store, join(SAMPLE, archive));
    assert.deepEqual(await store.groups({ range: ALL_DAYS, filter: 'all', limit: 200 }, 0), before);
    assertTruth(await everyTraceback(store));
  });
});

describe('an archive that changes', () => {
  const name = sampleArchives().at(-1) ?? '';

  it('is not read again while it is the same', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, '2016-08-12-05.tsv.gz');
      await copyFile(join(SAMPLE, name), file);
      const store = memoryStore();
      const first = await takeIn(store, file);
      assert.deepEqual(await takeIn(store, file), first);
      await utimes(file, 1, 1);
      const again = await takeIn(store, file);
      assert.notEqual(again.etag, first.etag);
    });
  });

  it('takes back what it no longer holds, and gives what is new', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, '2016-08-12-05.tsv');
      const lines = sampleText(name).split(/(?<=\n)/);
      const half = lines.length >> 1;
      const store = memoryStore();
      await writeFile(file, lines.slice(0, half).join(''));
      await takeIn(store, file);
      await writeFile(file, lines.slice(half).join(''));
      await takeIn(store, file);
      const fresh = memoryStore();
      await takeIn(fresh, file);
      assert.deepEqual(await everyTraceback(store), await everyTraceback(fresh));
    });
  });

  it('that is now cut short loses nothing that was read from it before', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, '2016-08-12-05.tsv.gz');
      await copyFile(join(SAMPLE, name), file);
      const store = memoryStore();
      await takeIn(store, file);
      const before = await everyTraceback(store);
      await truncate(file, 20_000);
      const row = await takeIn(store, file);
      assert.equal(row.state, 'partial');
      assert.match(row.error ?? '', /cut short/);
      assert.deepEqual([...(await everyTraceback(store)).keys()].sort(), [...before.keys()].sort());
    });
  });
});

describe('an ingestion that is stopped', () => {
  it('hands the archive back as queued, and the next one ends it', async () => {
    const file = join(SAMPLE, sampleArchives().at(-1) ?? '');
    const store = memoryStore();
    const abort = new AbortController();
    abort.abort();
    assert.equal((await takeIn(store, file, abort.signal)).state, 'queued');
    assert.equal((await takeIn(store, file)).state, 'done');
  });
});

describe('what is no proper archive', () => {
  const cases: [what: string, content: Buffer, state: string, says: RegExp][] = [
    ['an empty file', Buffer.alloc(0), 'failed', /is empty \(0 bytes\)/],
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n not a log\n', 'latin1'),
      'failed',
      /is no Papertrail archive: none of its 3 lines/,
    ],
    ['gzip of something else', gzipSync('hello\nworld\n'), 'failed', /is no Papertrail archive/],
    ['the first bytes of gzip', gzipSync('hello').subarray(0, 8), 'failed', /cut short/],
    ['one byte', Buffer.from('x'), 'failed', /is no Papertrail archive: its only line/],
  ];
  for (const [what, content, state, says] of cases) {
    it(`such as ${what}, is told in one sentence`, async () => {
      await inFolder(async (folder) => {
        const file = join(folder, 'x.tsv.gz');
        await writeFile(file, content);
        const row = await takeIn(memoryStore(), file);
        assert.equal(row.state, state);
        assert.match(row.error ?? '', says);
        assert.ok(row.error?.includes(file));
      });
    });
  }

  it('but an hour without a line is an archive', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, '2016-08-12-05.tsv.gz');
      await writeFile(file, gzipSync(''));
      assert.equal((await takeIn(memoryStore(), file)).state, 'done');
    });
  });

  it('and what is not UTF-8 is read all the same', async () => {
    await inFolder(async (folder) => {
      const file = join(folder, '2016-08-12-05.tsv');
      const text = sampleText(sampleArchives().at(-1) ?? '').replaceAll('customer=', 'customer=\xff\xfe');
      await writeFile(file, Buffer.from(text, 'latin1'));
      const row = await takeIn(memoryStore(), file);
      assert.equal(row.state, 'done');
      assert.ok(row.tracebacks > 5);
    });
  });
});

/** Compares a store that took in the whole sample with what is true of it. */
function assertTruth(stored: ReadonlyMap<string, Traceback>): void {
  const truths = new Map(sampleArchives().flatMap((archive) => sampleTruth(archive).map((truth) => [truth.id, truth])));
  const asStored = ({ id, instance, program, text, exceptions, before, after }: Truth): unknown => ({
    id,
    instance,
    program,
    text,
    exceptions,
    before,
    after,
  });
  const asTold = ({ id, instance, program, text, exceptions, context }: Traceback): unknown => {
    const [before, after] = [context.before, context.after].map((lines) => lines.map((line) => line.id));
    return { id, instance, program, text, exceptions, before, after };
  };
  assert.deepEqual([...stored.keys()].sort(), [...truths.keys()].sort());
  for (const [id, truth] of truths) {
    assert.deepEqual(asTold(stored.get(id)!), asStored(truth), id);
    assert.ok(stored.get(id)?.archive.endsWith(truth.archive), id);
  }
}
