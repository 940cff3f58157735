import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BoundedStore } from '../../src/archive/boundedStore.ts';
import { indexer } from '../../src/core/rules/indexer.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { localSource } from '../../src/ingest/archiveSource.ts';
import { ingestArchive } from '../../src/ingest/ingestArchive.ts';
import type { ArchiveRow, TracebackStore } from '../../src/stores/store.ts';
import { busyHours } from '../fixtures/generator/busyHours.ts';
import { makeInMemory } from '../fixtures/generator/write.ts';
import { everyTraceback, inFolder } from '../server/ingest/takenIn.ts';
import { NOON } from '../stores/changes.ts';
import { storeContract } from '../stores/contract.ts';
import { made } from '../stores/made.ts';

storeContract('the editor’s memory', async (options) => new BoundedStore(options), { runs: 20 });

const OPTIONS = { timeZone: 'UTC', rules: NO_RULES };
const BOUNDS = { tracebacks: 1e9, borders: 1e9 };

describe('the editor’s memory', () => {
  const { archives } = makeInMemory(busyHours({ hours: 3, lines: 6_000, tracebacks: 150, streams: 12 }));

  it('that is full keeps what it has, and says what to do', async () => {
    const store = new BoundedStore(OPTIONS, { ...BOUNDS, tracebacks: 200_000 });
    const [row] = await takeIn(store, archives);
    assert.equal(row?.state, 'partial');
    assert.match(row?.error ?? '', /no room for more tracebacks .* close the log archives/);
    const { tracebacks } = await store.status();
    assert.ok(tracebacks > 10 && tracebacks < 150, `${tracebacks}`);
  });

  it('drops the hours’ ends that it has no room for, never a traceback of one hour', async () => {
    const whole = new BoundedStore(OPTIONS, BOUNDS);
    await takeIn(whole, archives);
    for (const borders of [0, 400_000, 900_000]) {
      const store = new BoundedStore(OPTIONS, { ...BOUNDS, borders });
      const rows = await takeIn(store, archives);
      assert.ok(rows.every(({ state }) => state === 'done'));
      const page = await store.archives({ limit: 10 });
      assert.equal(page.counts.done, 3);
      const [kept, all] = [await everyTraceback(store), await everyTraceback(whole)];
      // What the hour cut is two where it was not joined.
      assert.ok(kept.size >= all.size && kept.size < all.size * 1.2, `${kept.size} of ${all.size}`);
    }
  });

  it('outlives tracebacks that cannot be compressed, behind others that take their time', async () => {
    const store = new BoundedStore(OPTIONS, BOUNDS);
    const writer = await store.openArchive({ name: 'a', etag: '1', parser: 1, at: NOON });
    const before = randomBytes(8_000_000);
    const large = { ...made({ id: '70', at: NOON }), context: { before, after: new Uint8Array() } };
    const broken = {
      ...made({ id: '71', at: NOON }),
      context: { before: 'no bytes' as never, after: new Uint8Array() },
    };
    const unheard: unknown[] = [];
    const hear = (error: unknown): void => void unheard.push(error);
    process.on('unhandledRejection', hear);
    const writes = await Promise.allSettled([writer.write([large]), writer.write([broken])]);
    process.off('unhandledRejection', hear);
    assert.deepEqual(unheard, []);
    assert.deepEqual(
      writes.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    await writer.write([made({ id: '72', at: NOON })]);
    assert.equal((await store.status()).tracebacks, 2);
  });

  it('counts what it takes in again once', async () => {
    const store = new BoundedStore(OPTIONS, { ...BOUNDS, tracebacks: 12e6 });
    for (let round = 0; round < 8; round++) {
      for (const row of await takeIn(store, archives, String(round))) assert.equal(row.state, 'done');
    }
  });
});

async function takeIn(
  store: TracebackStore,
  archives: ReadonlyMap<string, string>,
  etag?: string,
): Promise<ArchiveRow[]> {
  return inFolder(async (folder) => {
    const rows: ArchiveRow[] = [];
    for (const [name, text] of archives) {
      const file = join(folder, 'archive');
      await writeFile(file, text);
      const source = await localSource(file);
      const parts = { index: indexer(NO_RULES), rules: NO_RULES };
      const options = { signal: new AbortController().signal, onProgress: () => {} };
      const archive = { name, source: etag === undefined ? source : { ...source, etag } };
      rows.push(await ingestArchive(store, parts, archive, options));
    }
    return rows;
  });
}
