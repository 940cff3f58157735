import { Type } from 'typebox';
import { applyFaultRules } from '../../faultRules/applyFaultRules.ts';
import { keepFaultRule } from '../../faultRules/keepFaultRule.ts';
import { splitRule } from '../../faultRules/splitRule.ts';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
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
    const decided = { at: now(), ...(asker !== undefined && { by: asker }) };
    const rule = await keepFaultRule(store, splitRule(fingerprint, body.condition, decided));
    return { rule: faultRuleJson(rule), applied: await applyFaultRules(store, log) };
  });
}
