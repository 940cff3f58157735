import type { Indexer } from '../core/python/joinBorders.ts';
import { indexer } from '../core/rules/indexer.ts';
import type { Rules } from '../core/rules/rules.ts';
import { withFaultRules } from '../stores/faultRules.ts';
import type { TracebackStore } from '../stores/store.ts';

/** What an archive's tracebacks are indexed with: the rules as they are now, and what is made of them. */
export interface Indexing {
  index: Indexer;
  rules: Rules;
}

/** A function that gives what the next archive is indexed with; the indexer remembers much, and is made anew only when people changed the rules on faults. */
export function indexerOf(store: TracebackStore, rules: Rules): () => Promise<Indexing> {
  let known: Indexing = { index: indexer(rules), rules };
  return async () => {
    const now = await withFaultRules(store, rules);
    if (JSON.stringify(now) !== JSON.stringify(known.rules)) known = { index: indexer(now), rules: now };
    return known;
  };
}
