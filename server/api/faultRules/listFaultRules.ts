import { Type } from 'typebox';
import { faultRules } from '../../../src/stores/faultRules.ts';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { FaultRuleSchema } from '../schemas/faultRule.ts';
import { faultRuleJson } from './faultRuleJson.ts';

const schema = {
  tags: ['groups'],
  summary: 'Rules on groups',
  description: 'What people merged and split, the oldest rule first.',
  response: { 200: Type.Object({ rules: Type.Array(FaultRuleSchema) }) },
};

/** `GET /api/fault_rules` */
export function listFaultRules(api: Api, { store }: Parts): void {
  api.get('/fault_rules', { schema }, async () => ({ rules: (await faultRules(store)).map(faultRuleJson) }));
}
