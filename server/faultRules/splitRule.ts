import { type FaultRule, type SplitCondition, splitInto } from '../../src/core/groups/faultRules.ts';
import { Problem } from '../api/problem.ts';

/** What is to be split off, as it was asked for; `name`: of a label. */
export interface AskedCondition {
  by: SplitCondition['by'];
  name?: string;
  value: string;
}

/** The rule that splits what fits off a fault. Throws Problem (400) for a label without its name. */
export function splitRule(
  fault: string,
  asked: AskedCondition,
  decided: Pick<FaultRule, 'at' | 'by'>,
): Extract<FaultRule, { kind: 'split' }> {
  const condition = conditionOf(asked);
  return { kind: 'split', fault, condition, into: splitInto(fault, condition), ...decided };
}

function conditionOf({ by, name, value }: AskedCondition): SplitCondition {
  if (by !== 'label') return { by, value };
  if (name === undefined) throw new Problem(400, 'A label needs its name.', { parameter: 'body.condition.name' });
  return { by, name, value };
}
