import assert from 'node:assert/strict';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Ingestion } from '../../../server/ingest/ingestion.ts';
import type { IngestProgress } from '../../../src/ingest/ingestProgress.ts';
import { startIngestion } from '../../../server/ingest/startIngestion.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { openSqlite, type SqliteStore } from '../../../src/stores/sqlite/openSqlite.ts';
import { makeInMemory } from '../../fixtures/generator/write.ts';
import { busyHours } from '../../fixtures/generator/busyHours.ts';
import { SAMPLE, sampleArchives } from '../../fixtures/sample.ts';
import { everyTraceback, inFolder } from './takenIn.ts';

describe("the ingestion's thread", () => {
  const newest = join(SAMPLE, sampleArchives().at(-1) ?? '');

  it('takes an archive in, tells how far it is, and gives the ledger’s row', async () => {
    await withIngestion(async ({ ingestion, store, folder }) => {
      const file = join(folder, '2026-08-12-03.tsv');
      const [text] = makeInMemory(busyHours({ lines: 40_000, tracebacks: 50, streams: 20 })).archives.values();
      await writeFile(file, text ?? '');
      const progress: IngestProgress[] = [];
      const row = await ingestion.ingest(file, { onProgress: (far) => progress.push(far) });
      assert.deepEqual([row.state, row.name, row.tracebacks], ['done', file, (await everyTraceback(store)).size]);
      assert.deepEqual(await store.archive(file), row);
      assert.ok(progress.length > 0 && progress.every(({ bytes, size }) => size !== undefined && bytes <= size));
    });
  });

  it('takes archives one after the other, however they are asked for', async () => {
    await withIngestion(async ({ ingestion, store }) => {
      const rows = Promise.all(sampleArchives().map((archive) => ingestion.ingest(join(SAMPLE, archive))));
      assert.equal(ingestion.pending, sampleArchives().length);
      assert.ok((await rows).every(({ state }) => state === 'done'));
      assert.equal(ingestion.pending, 0);
      assert.equal((await store.archives({ limit: 200 })).counts.done, sampleArchives().length);
    });
  });

  it('says of a file that is not there what is wrong, in the ledger too', async () => {
    await withIngestion(async ({ ingestion, folder }) => {
      const row = await ingestion.ingest(join(folder, 'none.tsv.gz'));
      assert.equal(row.state, 'failed');
      assert.equal(row.error, `${join(folder, 'none.tsv.gz')} does not exist: check the name.`);
    });
  });

  it('hands back what is under way when it is told to stop, and takes it up again', async () => {
    await withIngestion(async ({ ingestion, store, folder }) => {
      const file = join(folder, '2016-08-12-05.tsv.gz');
      await copyFile(newest, file);
      const abort = new AbortController();
      const row = ingestion.ingest(file, { signal: abort.signal });
      abort.abort();
      // Told before its turn, it was never begun; otherwise it stays in the ledger as queued.
      const state = await row.then(
        ({ state: after }) => after,
        () => 'queued',
      );
      assert.ok(state === 'queued' || state === 'done');
      await ingestion.ingest(file);
      assert.equal((await store.archive(file))?.state, 'done');
    });
  });

  it('takes up what a process that died left running or queued', async () => {
    await withIngestion(async ({ ingestion, store }) => {
      await store.openArchive({ name: newest, etag: 'then', parser: 1, at: 0 });
      await store.queueArchive({ name: join(SAMPLE, sampleArchives()[0] ?? ''), etag: 'then', parser: 1, at: 0 });
      await ingestion.resume();
      const { counts } = await store.archives({ limit: 10 });
      assert.deepEqual([counts.done, counts.running, counts.queued], [2, 0, 0]);
    });
  });

  it('does not wait for a standard input that is gone, nor gives up the other archives', async () => {
    await withIngestion(async ({ ingestion, store }) => {
      await store.openArchive({ name: '-', etag: 'then', parser: 1, at: 0 });
      await store.openArchive({ name: newest, etag: 'then', parser: 1, at: 0 });
      await ingestion.resume();
      assert.equal((await store.archive(newest))?.state, 'done');
      const row = await store.archive('-');
      assert.deepEqual(
        [row?.state, row?.error],
        ['failed', 'Standard input ended before it was taken in: give it to ingest again.'],
      );
    });
  });

  it('gives more lines of a stream on either side, as long as the archive is there', async () => {
    await withIngestion(async ({ ingestion, store, folder }) => {
      const file = join(folder, '2016-08-12-05.tsv.gz');
      await copyFile(newest, file);
      await ingestion.ingest(file);
      const [traceback] = [...(await everyTraceback(store)).values()].filter(
        ({ context }) => context.before.length > 4,
      );
      assert.ok(traceback);
      const { archive, instance, program, context } = traceback;
      const ask = { archive, instance, program, limit: 3 };
      const from = context.before.at(-1)?.id ?? '';
      assert.deepEqual(await ingestion.moreLines({ ...ask, from, direction: 'before' }), context.before.slice(-4, -1));
      const first = context.before[0]?.id ?? '';
      assert.deepEqual(
        await ingestion.moreLines({ ...ask, from: first, direction: 'after' }),
        context.before.slice(1, 4),
      );
      assert.deepEqual(await ingestion.moreLines({ ...ask, from: '1', direction: 'before' }), []);
      await rm(file);
      assert.equal(await ingestion.moreLines({ ...ask, from, direction: 'before' }), undefined);
    });
  });
});

async function withIngestion(
  use: (parts: { ingestion: Ingestion; store: SqliteStore; folder: string }) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    const store = await openSqlite(join(folder, 'tracebacks.db'), { timeZone: 'UTC', rules: NO_RULES });
    const ingestion = startIngestion(store, NO_RULES);
    try {
      await use({ ingestion, store, folder });
    } finally {
      await ingestion.close();
      await store.close();
    }
  });
}
