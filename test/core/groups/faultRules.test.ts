import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { faultRuleProblem, MOST_FAULT_RULES } from '../../../src/core/groups/faultRuleProblem.ts';
import { conditionPhrase, regrouper, splitInto } from '../../../src/core/groups/faultRules.ts';
import type { FaultRule, SplitCondition } from '../../../src/core/groups/faultRules.ts';
import { changedFaults } from '../../../src/core/groups/reachedFaults.ts';
import { made } from '../../stores/made.ts';

const TRACEBACK = {
  ...made({ id: '70', at: 0, program: 'web', instance: 'i-1', message: 'price -3', labels: { customer: 'acme' } }),
};

const merge = (fault: string, into: string): FaultRule => ({ kind: 'merge', fault, into, at: 0 });
const split = (fault: string, condition: SplitCondition): FaultRule => ({
  kind: 'split',
  fault,
  condition,
  into: splitInto(fault, condition),
  at: 0,
});
const WEB: SplitCondition = { by: 'program', value: 'web' };
const INSTANCE: SplitCondition = { by: 'instance', value: 'i-1' };

describe('rules on faults', () => {
  const CONDITIONS: [SplitCondition, boolean, string][] = [
    [WEB, true, 'program is web'],
    [{ by: 'program', value: 'we' }, false, 'program is we'],
    [{ by: 'instance', value: 'i-1' }, true, 'instance is i-1'],
    [{ by: 'label', name: 'customer', value: 'acme' }, true, 'label customer is acme'],
    [{ by: 'label', name: 'toString', value: 'acme' }, false, 'label toString is acme'],
    [{ by: 'frame', value: 'orders/cart.py' }, true, 'a frame is in orders/cart.py'],
    [{ by: 'frame', value: 'art.py' }, false, 'a frame is in art.py'],
    [{ by: 'message', value: '^price' }, true, 'the message fits ^price'],
    [{ by: 'message', value: '^-3' }, false, 'the message fits ^-3'],
  ];
  for (const [condition, fits, phrase] of CONDITIONS) {
    it(`split off what fits: ${phrase}`, () => {
      const rule = split('v1-a', condition);
      const { fingerprint, because } = regrouper([rule])('v1-a', TRACEBACK);
      assert.deepEqual([fingerprint, because], fits ? [rule.into, [rule]] : ['v1-a', []]);
      assert.match(rule.into, /^v1-[\da-f]{20}$/);
      assert.equal(conditionPhrase(condition), phrase);
    });
  }

  it('lead on, a split before a merge, and say why', () => {
    const [part, whole] = [split('v1-b', WEB), merge('v1-b', 'v1-c')];
    const on = merge('v1-a', 'v1-b');
    const regroup = regrouper([whole, on, part]);
    assert.deepEqual(regroup('v1-a', TRACEBACK), { fingerprint: part.into, because: [on, part] });
    assert.deepEqual(regroup('v1-a', { ...TRACEBACK, program: 'engine' }), {
      fingerprint: 'v1-c',
      because: [on, whole],
    });
    assert.deepEqual(regroup('v1-z', TRACEBACK), { fingerprint: 'v1-z', because: [] });
  });

  it('end, also where two lead in a circle', () => {
    const { because } = regrouper([merge('v1-a', 'v1-b'), merge('v1-b', 'v1-a')])('v1-a', TRACEBACK);
    assert.equal(because.length, 2);
  });

  const PROBLEMS: [string, FaultRule[], FaultRule, RegExp | undefined][] = [
    ['a merge', [], merge('v1-a', 'v1-b'), undefined],
    ['into itself', [], merge('v1-a', 'v1-a'), /into itself/],
    ['twice', [merge('v1-a', 'v1-b')], merge('v1-a', 'v1-c'), /already/],
    ['back', [merge('v1-a', 'v1-b'), merge('v1-b', 'v1-c')], merge('v1-c', 'v1-a'), /made of this one/],
    ['a part back', [split('v1-a', WEB)], merge(splitInto('v1-a', WEB), 'v1-a'), /made of this one/],
    ['the same part', [split('v1-a', WEB)], split('v1-a', WEB), /split off already/],
    ['another part', [split('v1-a', WEB)], split('v1-a', { by: 'program', value: 'x' }), undefined],
    ['nothing', [], split('v1-a', { by: 'program', value: '' }), /Say what/],
    ['too much', [], split('v1-a', { by: 'program', value: 'x'.repeat(201) }), /at most 200/],
    ['no expression', [], split('v1-a', { by: 'message', value: '(' }), /no regular expression/],
    ['everything', [], split('v1-a', { by: 'message', value: 'x*' }), /fits every message/],
    ['an endless one', [], split('v1-a', { by: 'message', value: String.raw`(\w+\s?)+$` }), /for ever/],
    [
      'one too many',
      Array.from({ length: MOST_FAULT_RULES }, (_, n) => merge(`v1-${n}`, 'v1-z')),
      merge('v1-a', 'v1-b'),
      /Undo one first/,
    ],
  ];
  for (const [what, rules, rule, problem] of PROBLEMS) {
    it(`are looked at before they are kept: ${what}`, () => {
      const said = faultRuleProblem(rules, rule);
      if (problem) assert.match(said ?? '', problem);
      else assert.equal(said, undefined);
    });
  }

  it('change nothing but what changedFaults names', () => {
    const fault = fc.constantFrom('v1-a', 'v1-b', 'v1-c', 'v1-d', 'v1-e');
    const rule = fc.oneof(
      fc.tuple(fault, fault).map(([from, into]) => merge(from, into)),
      fc.tuple(fault, fc.constantFrom(WEB, INSTANCE)).map(([from, condition]) => split(from, condition)),
    );
    const rules = fc.array(rule, { maxLength: 6 }).map((all) => {
      const kept: FaultRule[] = [];
      for (const each of all) if (faultRuleProblem(kept, each) === undefined) kept.push(each);
      return kept;
    });
    fc.assert(
      fc.property(rules, rules, fault, fc.boolean(), (former, now, own, web) => {
        const traceback = { ...TRACEBACK, program: web ? 'web' : 'engine' };
        const before = regrouper(former)(own, traceback).fingerprint;
        const after = regrouper(now)(own, traceback).fingerprint;
        if (before !== after) assert.ok(changedFaults(former, now).includes(before));
      }),
      { numRuns: 2_000 },
    );
  });
});
