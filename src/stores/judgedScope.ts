import { changedFaults } from '../core/groups/reachedFaults.ts';
import type { Rules } from '../core/rules/rules.ts';

/** Which tracebacks are to be judged again: those of some groups, or every one. */
export type JudgedScope = 'all' | string[];

const UNDER_WAY = 'under way: ';

/** What a store says of itself while its tracebacks are judged by these rules. */
export function underWay(rules: Rules): string {
  return `${UNDER_WAY}${JSON.stringify(rules)}`;
}

/**
 * What is to be judged by rules in a store that says what it was judged by: where only rules on faults have come or gone, their faults.
 * `judged` is the JSON of rules, what `underWay` gives, or undefined when it was by several.
 */
export function judgedScope(judged: string | undefined, rules: Rules): JudgedScope {
  if (judged === undefined || judged.startsWith(UNDER_WAY)) return 'all';
  const { faults: former = [], ...rest } = JSON.parse(judged) as Rules;
  const { faults = [], ...others } = rules;
  return JSON.stringify(rest) === JSON.stringify(others) ? changedFaults(former, faults) : 'all';
}
