import { messagesOf } from '../papertrail/context.ts';
import { fingerprinter } from '../python/fingerprint.ts';
import type { Indexer } from '../python/joinBorders.ts';
import { judge } from './judge.ts';
import type { Rules } from './rules.ts';

/** A function that identifies, labels and judges found tracebacks; make one and use it for many. */
export function indexer(rules: Rules): Indexer {
  const fingerprint = fingerprinter();
  const verdict = judge(rules);
  return (found) => ({
    ...found,
    fingerprint: fingerprint(found),
    ...verdict(found, () => messagesOf(found.context)),
  });
}
