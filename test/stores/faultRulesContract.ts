import assert from 'node:assert/strict';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { splitInto, type FaultRule, type SplitCondition } from '../../src/core/groups/faultRules.ts';
import { addFaultRule, faultRules, removeFaultRule, withFaultRules } from '../../src/stores/faultRules.ts';
import type { Rules } from '../../src/core/rules/rules.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { NOON, save } from './changes.ts';
import { allGroups, allHits, everything, search } from './everything.ts';
import { made } from './made.ts';

const DAY = 24 * 3_600_000;

/** A rule that makes one fault of two. */
export function merge(fault: string, into: string): FaultRule {
  return { kind: 'merge', fault, into, at: NOON };
}

/** A rule that makes two faults of one. */
export function split(fault: string, condition: SplitCondition): FaultRule {
  return { kind: 'split', fault, condition, into: splitInto(fault, condition), at: NOON };
}

/** What every store does with rules on which tracebacks are one fault. `rules`: those that it was opened with. */
export function faultRulesContract(open: () => Promise<TracebackStore>, rules: Rules): void {
  let store: TracebackStore;

  beforeEach(async () => {
    store = await open();
    await save(store, 'a', [
      [
        made({ id: '70', at: NOON, fingerprint: '1-a', program: 'web', message: 'price -1' }),
        made({ id: '71', at: NOON - DAY, fingerprint: '1-a', program: 'engine', message: 'price -2' }),
        made({ id: '72', at: NOON - 2 * DAY, fingerprint: '1-b', program: 'web', message: 'acme' }),
        made({ id: '73', at: NOON + 1, fingerprint: '1-c', program: 'web' }),
      ],
    ]);
    await store.rejudge();
  });

  afterEach(() => store.close());

  const views = {
    ranges: [ALL_DAYS, { from: '2016-08-11', to: '2016-08-11' }],
    searches: [search('total')],
    now: NOON,
    limit: 3,
  };
  const groups = async (): Promise<Record<string, number>> =>
    Object.fromEntries(
      (await allGroups(store, { range: ALL_DAYS, filter: 'all', limit: 2 }, NOON)).map((group) => [
        group.fingerprint,
        group.count,
      ]),
    );
  const add = async (rule: FaultRule): Promise<number> => {
    assert.equal(await addFaultRule(store, rule), undefined);
    return await store.rejudge();
  };

  it('make one of two, and two again', async () => {
    const before = await everything(store, views);
    assert.equal(await add(merge('1-a', '1-b')), 2);
    assert.deepEqual(await groups(), { '1-c': 1, '1-b': 3 });
    assert.equal(await store.group('1-a'), undefined);
    const { fingerprint, ownFingerprint } = (await store.traceback('70')) ?? {};
    assert.deepEqual([fingerprint, ownFingerprint], ['1-b', '1-a']);
    const merged = await store.group('1-b');
    assert.deepEqual([merged?.days.length, merged?.last, merged?.first], [3, NOON, NOON - 2 * DAY]);
    assert.equal((await allHits(store, { range: ALL_DAYS, fingerprint: '1-b', limit: 2 })).length, 3);
    assert.equal(await store.rejudge(), 0);
    await removeFaultRule(store, { fault: '1-a', into: '1-b' });
    assert.equal(await store.rejudge(), 2);
    assert.deepEqual(await everything(store, views), before);
  });

  const CONDITIONS: SplitCondition[] = [
    { by: 'program', value: 'web' },
    { by: 'frame', value: 'cart.py' },
    { by: 'message', value: '^price' },
  ];
  for (const condition of CONDITIONS) {
    it(`make two of one by the ${condition.by}, and one again`, async () => {
      const before = await everything(store, views);
      const rule = split('1-a', condition);
      const changed = await add(rule);
      assert.equal(changed, condition.by === 'program' ? 1 : 2);
      const counts = await groups();
      assert.deepEqual([counts[rule.into], counts['1-a']], [changed, 2 - changed || undefined]);
      await removeFaultRule(store, rule);
      assert.equal(await store.rejudge(), changed);
      assert.deepEqual(await everything(store, views), before);
    });
  }

  it('lead on from one to the next', async () => {
    await add(merge('1-a', '1-b'));
    const part = split('1-b', { by: 'program', value: 'web' });
    await add(part);
    await add(merge(part.into, '1-c'));
    assert.deepEqual(await groups(), { '1-c': 3, '1-b': 1 });
    assert.equal((await store.traceback('70'))?.ownFingerprint, '1-a');
  });

  it('keep what people decided until they are undone', async () => {
    await store.resolve('1-a', { at: NOON });
    await add(merge('1-a', '1-b'));
    assert.equal((await store.group('1-b'))?.standing, 'open');
    await removeFaultRule(store, { fault: '1-a', into: '1-b' });
    await store.rejudge();
    assert.equal((await store.group('1-a'))?.standing, 'resolved');
  });

  it('are kept in order, each once, and count for whoever takes archives in', async () => {
    const rule = merge('1-a', '1-b');
    const [first, second] = await Promise.all([addFaultRule(store, rule), addFaultRule(store, merge('1-c', '1-b'))]);
    assert.deepEqual([first, second], [undefined, undefined]);
    assert.match((await addFaultRule(store, rule)) ?? '', /merged into another already/);
    assert.match((await addFaultRule(store, merge('1-b', '1-c'))) ?? '', /made of this one/);
    const kept = await faultRules(store);
    assert.equal(kept.length, 2);
    assert.deepEqual(await withFaultRules(store, rules), { ...rules, faults: kept });
    assert.deepEqual(await removeFaultRule(store, rule), rule);
    assert.equal(await removeFaultRule(store, rule), undefined);
  });
}
