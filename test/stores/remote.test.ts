import assert from 'node:assert/strict';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { remoteStore } from '../../src/stores/remote.ts';
import { serveStore } from '../../src/stores/serveStore.ts';
import { StoreError, type TracebackStore } from '../../src/stores/store.ts';
import { NOON } from './changes.ts';
import { storeContract } from './contract.ts';
import { made } from './made.ts';

async function overPort(store: TracebackStore): Promise<TracebackStore> {
  const { port1, port2 } = new MessageChannel();
  serveStore(store, port1);
  const remote = remoteStore(port2);
  await remote.status();
  return remote;
}

storeContract('memory over a port', (options) => overPort(new MemoryStore(options)), { runs: 10 });

describe('a store over a port', () => {
  const claim = { name: 'a', etag: '1', parser: 1, at: NOON };

  it('moves contexts of their own, and copies those that share a buffer', async () => {
    const remote = await overPort(new MemoryStore({ timeZone: 'Europe/Berlin', rules: NO_RULES }));
    assert.equal(remote.timeZone, 'Europe/Berlin');
    const own = made({ id: '70', at: NOON });
    const shared = new TextEncoder().encode('x'.repeat(10) + new TextDecoder().decode(own.context.before));
    const part = {
      ...made({ id: '71', at: NOON }),
      context: { before: shared.subarray(10), after: shared.subarray(0, 0) },
    };
    const writer = await remote.openArchive(claim);
    await writer.write([own, part]);
    assert.equal(own.context.before.byteLength, 0, 'moved');
    assert.equal(shared.byteLength > 10, true, 'left alone');
    const [first, second] = await Promise.all(['70', '71'].map((id) => remote.traceback(id)));
    assert.deepEqual(first?.context.before[0]?.message, 'GET /cart');
    assert.deepEqual(second?.context.before[0]?.message, 'GET /cart');
    await remote.close();
  });

  it('fails calls instead of leaving them waiting when the other end goes away', async () => {
    const { port1, port2 } = new MessageChannel();
    const remote = remoteStore(port2);
    const call = remote.status();
    port1.close();
    const isClosed = (error: unknown): boolean => error instanceof StoreError && error.reason === 'closed';
    await assert.rejects(call, isClosed);
    await assert.rejects(remote.status(), isClosed);
  });

  it('refuses an ingestion that was closed', async () => {
    const remote = await overPort(new MemoryStore({ timeZone: 'UTC', rules: NO_RULES }));
    const writer = await remote.openArchive(claim);
    await writer.close({ state: 'done', bytes: 0, lines: 0, tracebacks: 0 });
    await assert.rejects(writer.write([]), /has been closed/);
    await remote.close();
  });
});
