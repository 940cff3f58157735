import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { TracebackStore } from '../../src/stores/store.ts';

/** Whoever changes a rule waits so long to see what comes of it. */
const PATIENCE = 5_000;

/**
 * Groups what is stored by the rules as they are now. Gives whether that is through; if not, it goes on by itself, and what
 * fails is taken up again within the hour.
 */
export async function applyFaultRules(store: TracebackStore, log: FastifyBaseLogger): Promise<boolean> {
  const through = store.rejudge().then(
    () => true,
    (error: unknown) => {
      log.error({ err: error }, 'the rules on faults were not applied to what is stored');
      return false;
    },
  );
  const over = new AbortController();
  const late = wait(PATIENCE, false, { signal: over.signal, ref: false }).catch(() => false);
  const applied = await Promise.race([through, late]);
  over.abort();
  return applied;
}
