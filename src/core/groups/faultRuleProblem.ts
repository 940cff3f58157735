import { hasNestedRepeat } from '../rules/nestedRepeat.ts';
import type { FaultRule, SplitCondition } from './faultRules.ts';
import { reachedFaults } from './reachedFaults.ts';

/** So many rules are kept. */
export const MOST_FAULT_RULES = 150;

/** A condition's values are at most so long. */
const LONGEST = 200;

/** Why a rule cannot be added to those there are, as a sentence; undefined when it can. */
export function faultRuleProblem(rules: readonly FaultRule[], rule: FaultRule): string | undefined {
  if (rules.length >= MOST_FAULT_RULES) return `There are ${MOST_FAULT_RULES} rules already. Undo one first.`;
  if (rule.kind === 'split') {
    const problem = conditionProblem(rule.condition);
    if (problem !== undefined) return problem;
    if (rules.some(({ into, kind }) => kind === 'split' && into === rule.into)) return 'This was split off already.';
    return undefined;
  }
  if (rule.fault === rule.into) return 'A fault cannot be merged into itself.';
  if (rules.some(({ kind, fault }) => kind === 'merge' && fault === rule.fault))
    return 'This fault is merged into another already. Undo that first.';
  if (reachedFaults(rules, [rule.into]).has(rule.fault))
    return 'The other fault has been made of this one. Undo the rule that did it instead.';
  return undefined;
}

function conditionProblem(condition: SplitCondition): string | undefined {
  const values = Object.values(condition);
  if (values.some((value) => value === '')) return 'Say what is to be split off.';
  if (values.some((value) => value.length > LONGEST)) return `A condition has at most ${LONGEST} characters.`;
  if (condition.by !== 'message') return undefined;
  try {
    if (new RegExp(condition.value, 'u').test('')) return 'The expression fits every message.';
  } catch (error) {
    return `This is no regular expression: ${(error as Error).message.replace(/^Invalid regular expression: /, '')}.`;
  }
  return hasNestedRepeat(condition.value)
    ? 'The expression repeats a group in which something repeats, which can take for ever on some messages.'
    : undefined;
}
