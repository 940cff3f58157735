import type { FaultRule } from '../core/groups/faultRules.ts';
import { faultRuleProblem } from '../core/groups/faultRuleProblem.ts';
import type { Rules } from '../core/rules/rules.ts';
import type { RecordStore, RecordValue } from './records.ts';

/** All of them are one record, so that whoever reads them sees the same ones as everybody, in their order. */
const KIND = 'fault-rules';
const ID = 'all';

/** The rules that people made on which tracebacks are one fault, the oldest first. One request. */
export async function faultRules(store: RecordStore): Promise<FaultRule[]> {
  return rulesIn((await store.record(KIND, ID))?.value);
}

/** A team's rules together with those on faults that the store keeps. */
export async function withFaultRules(store: RecordStore, rules: Rules): Promise<Rules> {
  const faults = await faultRules(store);
  return faults.length === 0 ? rules : { ...rules, faults };
}

/** Keeps one more rule; gives a sentence when it cannot be kept. It counts for what is taken in from then on, and for the rest with `rejudge`. */
export async function addFaultRule(store: RecordStore, rule: FaultRule): Promise<string | undefined> {
  let problem: string | undefined;
  await change(store, (rules) => {
    problem = faultRuleProblem(rules, rule);
    return problem === undefined ? [...rules, rule] : undefined;
  });
  return problem;
}

/** Undoes the rule that leads from one fault to another; undefined when there is none. */
export async function removeFaultRule(
  store: RecordStore,
  { fault, into }: Pick<FaultRule, 'fault' | 'into'>,
): Promise<FaultRule | undefined> {
  let gone: FaultRule | undefined;
  await change(store, (rules) => {
    gone = rules.find((rule) => rule.fault === fault && rule.into === into);
    return gone && rules.filter((rule) => rule !== gone);
  });
  return gone;
}

/** Changes the rules in one step; `next` gives undefined to leave them. */
async function change(store: RecordStore, next: (rules: FaultRule[]) => FaultRule[] | undefined): Promise<void> {
  for (;;) {
    const former = await store.record(KIND, ID);
    const rules = next(rulesIn(former?.value));
    if (!rules) return;
    const done = former
      ? await store.replaceRecord(KIND, ID, { rules }, former.version)
      : await store.createRecord(KIND, ID, { rules });
    if (done) return;
  }
}

/** Nobody else writes this record. */
function rulesIn(value: RecordValue | undefined): FaultRule[] {
  return (value?.['rules'] ?? []) as FaultRule[];
}
