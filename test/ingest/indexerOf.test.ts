import assert from 'node:assert/strict';
import { indexer } from '../../src/core/rules/indexer.ts';
import { NO_RULES, type Rules } from '../../src/core/rules/rules.ts';
import { indexerOf } from '../../src/ingest/indexerOf.ts';
import { addFaultRule, removeFaultRule } from '../../src/stores/faultRules.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { NOON } from '../stores/changes.ts';
import { made } from '../stores/made.ts';

const RULES: Rules = { ...NO_RULES, labels: ['customer=(?<customer>\\w+)'] };

describe('what an archive is indexed with', () => {
  it('is the rules on faults as they are when it is begun', async () => {
    const store = new MemoryStore({ timeZone: 'UTC', rules: RULES });
    const indexing = indexerOf(store, RULES);
    const found = made({ id: '70', at: NOON });
    const own = indexer(RULES)(found).fingerprint;

    const before = await indexing();
    assert.deepEqual([before.rules, before.index(found).fingerprint], [RULES, own]);
    assert.equal(await indexing(), before, 'the same, with all that it remembers');

    await addFaultRule(store, { kind: 'merge', fault: own, into: 'v1-other', at: NOON });
    const after = await indexing();
    const { fingerprint, ownFingerprint } = after.index(found);
    assert.deepEqual([fingerprint, ownFingerprint], ['v1-other', own]);
    assert.equal(after.rules.faults?.length, 1);
    assert.deepEqual(after.rules.labels, RULES.labels);

    await removeFaultRule(store, { fault: own, into: 'v1-other' });
    const undone = await indexing();
    assert.deepEqual([undone.rules, undone.index(found).fingerprint], [RULES, own]);
    assert.equal('ownFingerprint' in undone.index(found), false);
  });
});
