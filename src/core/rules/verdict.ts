import { regrouper } from '../groups/faultRules.ts';
import type { IndexedTraceback } from '../python/traceback.ts';
import { judge } from './judge.ts';
import type { Rules } from './rules.ts';

type Unjudged = Omit<IndexedTraceback, 'labels' | 'hiddenBy'>;

/**
 * A function that says of an identified traceback all that rules say: labels, which rule hides it, which fault it is of. What former
 * rules said does not count; `messages`: of its context, as `judge` takes them.
 */
export function verdictOf<Traceback extends Unjudged>(
  rules: Rules,
): (traceback: Traceback, messages: () => Iterable<string>) => Traceback & IndexedTraceback {
  const labelAndHide = judge(rules);
  const regroup = regrouper(rules.faults ?? []);
  return (given, messages) => {
    const { hiddenBy: _hiddenBy, ownFingerprint, ...traceback } = given as Traceback & Partial<IndexedTraceback>;
    const judgement = labelAndHide(given, messages);
    const own = ownFingerprint ?? given.fingerprint;
    const { fingerprint } = regroup(own, { ...given, ...judgement });
    return {
      ...traceback,
      ...judgement,
      fingerprint,
      ...(fingerprint !== own && { ownFingerprint: own }),
    } as Traceback & IndexedTraceback;
  };
}
