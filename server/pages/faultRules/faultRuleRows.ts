import { conditionPhrase, type FaultRule } from '../../../src/core/groups/faultRules.ts';
import { groupAddress } from '../addresses.ts';
import type { Site } from '../site.ts';

/** Rules on faults as the rows of a table, the newest first. */
export function faultRuleRows(rules: readonly FaultRule[], { clock, now }: Site) {
  const time = now();
  return rules.toReversed().map((rule) => ({
    what: rule.kind === 'merge' ? 'Merge: all of it' : `Split: ${conditionPhrase(rule.condition)}`,
    fault: rule.fault,
    // What is merged as a whole has no page.
    href: rule.kind === 'split' ? groupAddress(rule.fault) : undefined,
    into: { fingerprint: rule.into, href: groupAddress(rule.into) },
    by: rule.by,
    made: clock.shown(rule.at, time),
    undo: `${groupAddress(rule.fault)}/undo_rule`,
  }));
}
