import assert from 'node:assert/strict';
import { copyFile, mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import type { IngestProgress } from '../../src/ingest/ingestProgress.ts';
import { StoreError, type BrowsableStore, type TracebackStore } from '../../src/stores/store.ts';
import { busyHours } from '../fixtures/generator/busyHours.ts';
import { makeInMemory } from '../fixtures/generator/write.ts';
import { SAMPLE, sampleArchives } from '../fixtures/sample.ts';
import { everyTraceback, inFolder, memoryStore, takeIn } from '../server/ingest/takenIn.ts';
import { handedOver, withThread } from './archiveThread.ts';

const NEWEST = sampleArchives().at(-1) ?? '';

describe('the editor’s archive thread', () => {
  it('gives of several hours what the server’s ingestion gives, in whichever order and form they come', async () => {
    const expected = memoryStore();
    for (const name of sampleArchives()) await takeIn(expected, join(SAMPLE, name));
    await withThread(async (thread) => {
      const rows = await Promise.all(
        sampleArchives()
          .toReversed()
          .map(async (name, i) =>
            thread.open(
              i % 2 ? await handedOver(name, join(SAMPLE, name)) : { kind: 'file', name, path: join(SAMPLE, name) },
            ),
          ),
      );
      assert.ok(rows.every(({ state }) => state === 'done'));
      assert.deepEqual(await told(thread.store), await told(expected));
      assert.equal(thread.store.timeZone, 'UTC');
    });
  });

  it('takes more archives into the same lists later, and one that it knows only once', async () => {
    await withThread(async (thread) => {
      const [one = '', other = ''] = sampleArchives();
      const first = await thread.open({ kind: 'file', name: one, path: join(SAMPLE, one) });
      await thread.open({ kind: 'file', name: other, path: join(SAMPLE, other) });
      assert.deepEqual(await thread.open({ kind: 'file', name: one, path: join(SAMPLE, one) }), first);
      assert.equal((await thread.store.archives({ limit: 10 })).counts.done, 2);
    });
  });

  it('gives lists a page at a time', async () => {
    await withThread(async (thread) => {
      await Promise.all(sampleArchives().map((name) => thread.open({ kind: 'file', name, path: join(SAMPLE, name) })));
      const query = { range: ALL_DAYS, filter: 'all', limit: 5 } as const;
      const page = await thread.store.groups(query, Date.now());
      assert.equal(page.groups.length, 5);
      const next = await thread.store.groups({ ...query, cursor: page.cursor! }, Date.now());
      assert.ok(
        next.groups.every(({ fingerprint }) => !page.groups.some((group) => group.fingerprint === fingerprint)),
      );
    });
  });

  it('tells how far it is at most ten times a second, in bytes of the file', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, '2026-08-12-03.tsv');
      const [text = ''] = makeInMemory(busyHours({ lines: 60_000, tracebacks: 50, streams: 20 })).archives.values();
      await writeFile(path, text);
      await withThread(async (thread) => {
        const told: IngestProgress[] = [];
        const start = performance.now();
        await thread.open({ kind: 'file', name: '03', path }, { onProgress: (progress) => told.push(progress) });
        assert.ok(told.length > 0 && told.length <= (performance.now() - start) / 100 + 1);
        assert.ok(
          told.every(({ bytes, size, name }) => name === '03' && size === Buffer.byteLength(text) && bytes <= size),
        );
      });
    });
  });

  it('stops when it is told to, keeps what it found, and reads it whole the next time', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, '2026-08-12-03.tsv');
      const [text = ''] = makeInMemory(busyHours({ lines: 60_000, tracebacks: 300, streams: 20 })).archives.values();
      await writeFile(path, text);
      await withThread(async (thread) => {
        const cancel = new AbortController();
        const options = { signal: cancel.signal, onProgress: () => cancel.abort() };
        const row = await thread.open({ kind: 'file', name: '03', path }, options);
        assert.equal(row.state, 'queued');
        assert.ok(row.lines < 60_000);
        assert.ok((await thread.store.status()).tracebacks <= 300);
        const again = await thread.open({ kind: 'file', name: '03', path });
        assert.equal(again.state, 'done');
      });
    });
  });

  it('gives more lines around a traceback as long as its archive is at hand', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'x.tsv.gz');
      await copyFile(join(SAMPLE, NEWEST), path);
      await withThread(async (thread) => {
        await thread.open({ kind: 'file', name: NEWEST, path });
        const traceback = [...(await everyTraceback(thread.store as TracebackStore)).values()].find(
          ({ context }) => context.before.length > 4,
        );
        assert.ok(traceback);
        const { id, context } = traceback;
        const from = context.before.at(-1)?.id ?? '';
        const wanted = { traceback: id, direction: 'before', limit: 3 } as const;
        assert.deepEqual(await thread.lines.moreLines({ ...wanted, from }), context.before.slice(-4, -1));
        const first = await thread.lines.moreLines({ ...wanted, limit: 200 });
        assert.ok(first?.every((line) => line.id < (context.before[0]?.id ?? '')));
        await thread.open(await handedOver(NEWEST, path));
        await rm(path);
        assert.deepEqual(await thread.lines.moreLines({ ...wanted, from }), context.before.slice(-4, -1));
        assert.equal(await thread.lines.moreLines({ ...wanted, traceback: '1' }), undefined);
      });
      await withThread(async (thread) => {
        await copyFile(join(SAMPLE, NEWEST), path);
        await thread.open({ kind: 'file', name: NEWEST, path });
        await rm(path);
        const [hit] = (await thread.store.tracebacks({ range: ALL_DAYS, limit: 1 })).hits;
        assert.equal(
          await thread.lines.moreLines({ traceback: hit?.id ?? '', direction: 'after', limit: 3 }),
          undefined,
        );
      });
    });
  });

  it('labels and hides by the rules that it was started with', async () => {
    const rules = { hide: [{ name: 'carts', type: 'AssertionError' }], labels: ['customer=(?<customer>[\\w-]+)'] };
    await withThread(async (thread) => {
      await thread.open({ kind: 'file', name: NEWEST, path: join(SAMPLE, NEWEST) });
      const { hits } = await thread.store.tracebacks({ range: ALL_DAYS, limit: 200, hidden: true });
      assert.ok(hits.some(({ hiddenBy }) => hiddenBy === 'carts'));
      assert.ok(hits.some(({ labels }) => labels['customer'] !== undefined));
    }, rules);
  });

  it('fails what is asked of it once it is closed, with a reason', async () => {
    await withThread(async (thread) => {
      const call = thread.paste('x');
      await thread.close();
      const isClosed = (error: unknown): boolean => error instanceof StoreError && error.reason === 'closed';
      await assert.rejects(call, isClosed);
      await assert.rejects(thread.paste('x'), isClosed);
      await assert.rejects(thread.store.status(), isClosed);
      assert.equal(await thread.ended, undefined);
    });
  });
});

describe('what is no archive', () => {
  const newest = join(SAMPLE, NEWEST);
  const cases: [what: string, make: (file: string) => Promise<unknown>, state: string, says: RegExp][] = [
    ['an empty file', (file) => writeFile(file, ''), 'failed', /is empty \(0 bytes\)/],
    ['a picture', (file) => writeFile(file, PNG), 'failed', /is no Papertrail archive/],
    [
      'a CSV',
      (file) => writeFile(file, 'id,message\n1,hello\n2,world\n'),
      'failed',
      /is no Papertrail archive: none of its 3 lines/,
    ],
    [
      'gzip of something else',
      (file) => writeFile(file, gzipSync('hello\nworld\n')),
      'failed',
      /is no Papertrail archive/,
    ],
    ['a folder', (file) => mkdir(file), 'failed', /is a folder/],
    ['nothing', async () => {}, 'failed', /does not exist/],
    [
      'an archive cut short',
      async (file) => {
        await copyFile(newest, file);
        await truncate(file, 20_000);
      },
      'partial',
      /is cut short: .* What could be read was kept/,
    ],
    ['a plain archive named like a compressed one', (file) => writeFile(file, LINE), 'done', /^$/],
  ];
  for (const [what, make, state, says] of cases) {
    it(`such as ${what}: ${state}, and one sentence`, async () => {
      await inFolder(async (folder) => {
        const path = join(folder, 'x.tsv.gz');
        await make(path);
        await withThread(async (thread) => {
          const row = await thread.open({ kind: 'file', name: 'x.tsv.gz', path });
          assert.equal(row.state, state);
          assert.match(row.error ?? '', says);
          if (row.error) assert.ok(row.error.startsWith(path));
          if (state === 'partial') assert.ok((await thread.store.status()).tracebacks > 0);
          // The thread goes on.
          const next = await thread.open({ kind: 'file', name: NEWEST, path: newest });
          assert.equal(next.state, 'done');
        });
      });
    });
  }
});

describe('a paste', () => {
  const text =
    'Traceback (most recent call last):\n  File "/opt/shop/orders/cart.py", line 63, in total\n    assert price >= 0, price\nAssertionError: -3\n';

  it('is listed once however often it was pasted, beside the archives', async () => {
    await withThread(async (thread) => {
      await thread.open({ kind: 'file', name: NEWEST, path: join(SAMPLE, NEWEST) });
      const { tracebacks } = await thread.store.status();
      const first = await thread.paste(`> ${text.trimEnd().replaceAll('\n', '\n> ')}`);
      const second = await thread.paste(text);
      assert.deepEqual([first.added, second.added, first.ids], [1, 0, second.ids]);
      const other = await thread.paste(text.replace('-3', '-4'));
      assert.equal((await thread.store.status()).tracebacks, tracebacks + 2);
      const traceback = await thread.store.traceback(other.ids[0] ?? '');
      assert.deepEqual([traceback?.archive, traceback?.exceptions.at(-1)?.message], ['pasted', '-4']);
      assert.equal((await thread.store.archive('pasted'))?.tracebacks, 2);
    });
  });

  it('that holds none says so by giving none', async () => {
    await withThread(async (thread) => {
      assert.deepEqual(await thread.paste('hello'), { ids: [], added: 0 });
      assert.equal((await thread.store.archives({ limit: 1 })).archives.length, 0);
    });
  });
});

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const LINE = '1\t2016-08-12T03:18:40\t2016-08-12T03:18:40Z\t4\ti-1\t10.0.0.1\tUser\tNotice\tweb.api\tGET /\n';

/** All that a store holds, by id, whichever archives it came from: those of the thread have other names. */
async function told(store: BrowsableStore): Promise<unknown[]> {
  const all = await everyTraceback(store as TracebackStore);
  return [...all.values()].map(({ archive: _, ...rest }) => rest).sort((a, b) => (a.id < b.id ? -1 : 1));
}
