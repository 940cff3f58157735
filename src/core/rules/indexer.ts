import { unpackContext } from '../papertrail/context.ts';
import { fingerprint } from '../python/fingerprint.ts';
import type { Indexer } from '../python/joinBorders.ts';
import { judge } from './judge.ts';
import type { Rules } from './rules.ts';

/** A function that identifies, labels and judges found tracebacks. Throws RulesError for an expression that does not compile. */
export function indexer(rules: Rules): Indexer {
  const verdict = judge(rules);
  return (found) => ({
    ...found,
    fingerprint: fingerprint(found),
    ...verdict({ ...found, context: unpackContext(found.context) }),
  });
}
