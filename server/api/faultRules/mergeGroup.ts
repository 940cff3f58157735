import { Type } from 'typebox';
import { applyFaultRules } from '../../faultRules/applyFaultRules.ts';
import { keepFaultRule } from '../../faultRules/keepFaultRule.ts';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { ChangedRule } from '../schemas/faultRule.ts';
import { Fingerprint, strict } from '../schemas/parameters.ts';
import { faultRuleJson } from './faultRuleJson.ts';

const schema = {
  tags: ['groups'],
  summary: 'Merge a group into another',
  description:
    'Its tracebacks are the other group’s from then on, those that are stored and those to come, until the rule is undone.',
  params: Fingerprint,
  body: Type.Object({ into: Type.String({ minLength: 1, maxLength: 100, description: 'The other group.' }) }, strict),
  response: { 200: ChangedRule },
};

/** `POST /api/groups/:fingerprint/merge` */
export function mergeGroup(api: Api, { store, now }: Parts): void {
  api.post('/groups/:fingerprint/merge', { schema }, async ({ params, body: { into }, asker, log }) => {
    const by = asker === undefined ? {} : { by: asker };
    const rule = await keepFaultRule(store, { kind: 'merge', fault: params.fingerprint, into, at: now(), ...by });
    return { rule: faultRuleJson(rule), applied: await applyFaultRules(store, log) };
  });
}
