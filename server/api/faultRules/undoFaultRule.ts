import { Type } from 'typebox';
import { removeFaultRule } from '../../../src/stores/faultRules.ts';
import { applyFaultRules } from '../../faultRules/applyFaultRules.ts';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { Problem } from '../problem.ts';
import { ChangedRule } from '../schemas/faultRule.ts';
import { Fingerprint, strict } from '../schemas/parameters.ts';
import { faultRuleJson } from './faultRuleJson.ts';

const schema = {
  tags: ['groups'],
  summary: 'Undo a merge or a split',
  description: 'Tracebacks that the rule took from the group are its own again.',
  params: Fingerprint,
  body: Type.Object(
    { into: Type.String({ minLength: 1, maxLength: 100, description: 'The group that they were made of.' }) },
    strict,
  ),
  response: { 200: ChangedRule },
};

/** `POST /api/groups/:fingerprint/undo_rule` */
export function undoFaultRule(api: Api, { store }: Parts): void {
  api.post('/groups/:fingerprint/undo_rule', { schema }, async ({ params: { fingerprint }, body: { into }, log }) => {
    const rule = await removeFaultRule(store, { fault: fingerprint, into });
    if (!rule) throw new Problem(404, `There is no rule that takes tracebacks from ${fingerprint} into ${into}.`);
    return { rule: faultRuleJson(rule), applied: await applyFaultRules(store, log) };
  });
}
