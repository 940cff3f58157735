import type { FaultRule } from './faultRules.ts';

/** The faults given, and those that rules can lead to from them. */
export function reachedFaults(rules: readonly FaultRule[], faults: Iterable<string>): Set<string> {
  const reached = new Set(faults);
  // A set gives out what is added while it is walked through.
  for (const fault of reached) for (const rule of rules) if (rule.fault === fault) reached.add(rule.into);
  return reached;
}

/** The faults whose tracebacks may be another's once the rules are others, or in another order; every other one is left as it is. */
export function changedFaults(former: readonly FaultRule[], rules: readonly FaultRule[]): string[] {
  const [before, after] = [byFault(former), byFault(rules)];
  const changed = [...before.keys(), ...after.keys()].filter((fault) => before.get(fault) !== after.get(fault));
  return [...reachedFaults([...former, ...rules], changed)].sort();
}

/** The rules of each fault, as a text. */
function byFault(rules: readonly FaultRule[]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { kind, fault, into } of rules) texts.set(fault, `${texts.get(fault) ?? ''}${kind} ${into}\n`);
  return texts;
}
