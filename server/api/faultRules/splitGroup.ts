import { Type } from 'typebox';
import { splitInto, type SplitCondition } from '../../../src/core/groups/faultRules.ts';
import { applyFaultRules } from '../../faultRules/applyFaultRules.ts';
import { keepFaultRule } from '../../faultRules/keepFaultRule.ts';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { Problem } from '../problem.ts';
import { ChangedRule, SplitConditionSchema } from '../schemas/faultRule.ts';
import { Fingerprint, strict } from '../schemas/parameters.ts';
import { faultRuleJson } from './faultRuleJson.ts';

const schema = {
  tags: ['groups'],
  summary: 'Split a group',
  description: 'Its tracebacks that fit the condition are a group of their own from then on, until the rule is undone.',
  params: Fingerprint,
  body: Type.Object({ condition: SplitConditionSchema }, strict),
  response: { 200: ChangedRule },
};

/** `POST /api/groups/:fingerprint/split` */
export function splitGroup(api: Api, { store, now }: Parts): void {
  api.post('/groups/:fingerprint/split', { schema }, async ({ params: { fingerprint }, body, asker, log }) => {
    const condition = conditionOf(body.condition);
    const rule = await keepFaultRule(store, {
      kind: 'split',
      fault: fingerprint,
      condition,
      into: splitInto(fingerprint, condition),
      at: now(),
      ...(asker !== undefined && { by: asker }),
    });
    return { rule: faultRuleJson(rule), applied: await applyFaultRules(store, log) };
  });
}

function conditionOf({ by, name, value }: { by: SplitCondition['by']; name?: string; value: string }): SplitCondition {
  if (by !== 'label') return { by, value };
  if (name === undefined) throw new Problem(400, 'A label needs its name.', { parameter: 'body.condition.name' });
  return { by, name, value };
}
