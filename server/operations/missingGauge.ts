import { awaitedFrom } from '../ledger/awaited.ts';
import { missingHours } from '../ledger/missingHours.ts';
import type { Parts } from '../parts.ts';
import type { Measures } from './measures.ts';

/** Counting what is missing asks the store twice a place; scrapes come more often than hours do. */
const EVERY = 300_000;
const HOUR = 3_600_000;

/** Sets, at most every five minutes, how many hours are missing of each place that the settings have archives awaited from. */
export function missingGauge({ store, settings, now }: Parts, { missing }: Measures): () => Promise<void> {
  let counted = Number.NEGATIVE_INFINITY;
  return async () => {
    const time = now();
    if (settings.s3Buckets.length === 0 || time - counted < EVERY) return;
    counted = time;
    const awaited = awaitedFrom(settings, time);
    missing.reset();
    for (const { prefix, missing: ranges } of await missingHours(store, awaited)) {
      if (!awaited.isAwaited(prefix)) continue;
      missing.set(
        { place: prefix },
        ranges.reduce((hours, { from, to }) => hours + (to - from) / HOUR, 0),
      );
    }
  };
}
