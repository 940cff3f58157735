import type { FaultRule } from '../../../src/core/groups/faultRules.ts';
import { formatInstant } from '../../../src/core/papertrail/instant.ts';
import type { FaultRuleJson } from '../schemas/faultRule.ts';

/** A rule on faults as the API gives it. */
export function faultRuleJson(rule: FaultRule): FaultRuleJson {
  return {
    kind: rule.kind,
    fingerprint: rule.fault,
    into: rule.into,
    ...(rule.kind === 'split' && { condition: rule.condition }),
    at: formatInstant(rule.at),
    ...(rule.by !== undefined && { by: rule.by }),
  };
}
