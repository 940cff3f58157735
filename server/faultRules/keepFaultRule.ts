import type { FaultRule } from '../../src/core/groups/faultRules.ts';
import { addFaultRule } from '../../src/stores/faultRules.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { noGroup } from '../api/notFound.ts';
import { Problem } from '../api/problem.ts';

/** Keeps a rule on groups that there are, and gives it. Throws Problem: 404 for a group that is none, 409 for a rule that cannot be. */
export async function keepFaultRule<Rule extends FaultRule>(store: TracebackStore, rule: Rule): Promise<Rule> {
  for (const fingerprint of rule.kind === 'merge' ? [rule.fault, rule.into] : [rule.fault])
    if (!(await store.group(fingerprint))) throw noGroup(fingerprint);
  const problem = await addFaultRule(store, rule);
  if (problem !== undefined) throw new Problem(409, problem);
  return rule;
}
