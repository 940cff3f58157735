import assert from 'node:assert/strict';
import type { Connection } from '../../src/connection/connection.ts';
import { newestInstant, newFaultsSince } from '../../src/status/newFaults.ts';
import { SeenFaults } from '../../src/status/seenFaults.ts';
import { made } from '../stores/made.ts';
import { memento, NOW, storeOf } from '../tree/openTree.ts';

const HOUR = 3_600_000;
const FAULTS = [
  made({ id: '1', at: NOW - 50 * HOUR, fingerprint: '1-old' }),
  made({ id: '2', at: NOW - 2 * HOUR, fingerprint: '1-old' }),
  made({ id: '3', at: NOW - 2 * HOUR, fingerprint: '1-b', type: 'KeyError', function: 'reserve' }),
  made({ id: '4', at: NOW - HOUR, fingerprint: '1-c', type: 'shop.TimeoutError', function: 'charge' }),
];

describe('what is new since last seen', () => {
  it('are faults first logged after that, the one seen last first', async () => {
    const store = await storeOf(FAULTS);
    assert.deepEqual(await newFaultsSince(store, NOW - 3 * HOUR, NOW), {
      count: 2,
      more: false,
      titles: ['TimeoutError in charge', 'KeyError in reserve'],
    });
  });

  it('is nothing when the newest was seen', async () => {
    const store = await storeOf(FAULTS);
    const newest = await newestInstant(store, NOW);
    assert.equal(newest, NOW - HOUR);
    assert.deepEqual(await newFaultsSince(store, newest ?? 0, NOW), { count: 0, more: false, titles: [] });
  });

  it('is found whatever the store’s time zone', async () => {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const store = await storeOf(FAULTS, zone);
      assert.equal((await newFaultsSince(store, NOW - 3 * HOUR, NOW)).count, 2, zone);
    }
  });

  it('is counted to a hundred', async () => {
    const many = Array.from({ length: 120 }, (_, n) =>
      made({ id: String(n + 10), at: NOW - n, fingerprint: `1-${n}` }),
    );
    const { count, more } = await newFaultsSince(await storeOf(many), NOW - HOUR, NOW);
    assert.deepEqual([count, more], [100, true]);
  });

  it('is remembered for each store', async () => {
    const kept = memento();
    const at = (address: string): Connection => ({ label: 'x', siteAddress: new URL(address) }) as Connection;
    const local = { label: 'Another store' } as Connection;
    const seen = new SeenFaults(kept);
    await seen.see(at('http://localhost:7007/'), 1);
    await seen.see(local, 2);
    const next = new SeenFaults(kept);
    assert.deepEqual(
      [at('http://localhost:7007/groups'), at('http://localhost:7008'), local].map((connection) =>
        next.until(connection),
      ),
      [1, undefined, 2],
    );
  });
});
