import { ALL_DAYS, type Day, addDays, dayIn } from '../../src/core/groups/day.ts';
import type { Hit, Traceback, TracebackStore } from '../../src/stores/store.ts';

/** A traceback's neighbours among the hits of its group. */
export interface NeighbourHits {
  newer?: Hit;
  older?: Hit;
}

/** A page's cost is bounded: of a group with more hits a day, those in the middle of the day's list have no neighbours. */
const MOST = 1_000;

/** The hits of the same group just before and just after a traceback, in the order of its list. */
export async function neighbourHits(store: TracebackStore, traceback: Traceback): Promise<NeighbourHits> {
  const { fingerprint, id, at } = traceback;
  const day = dayIn(store.timeZone)(Date.parse(at));
  const group = await store.group(fingerprint);
  const days = group?.days.map((each) => each.day) ?? [day];
  const { hits, cursor } = await store.tracebacks({ fingerprint, range: { from: day, to: day }, limit: MOST });
  const here = hits.findIndex((hit) => hit.id === id);
  const newer =
    here > 0
      ? hits[here - 1]
      : here === 0
        ? await oldestOf(
            store,
            fingerprint,
            days.find((each) => each > day),
          )
        : undefined;
  const older =
    hits[here + 1] ??
    (here >= 0 && cursor === undefined ? await newestUntil(store, fingerprint, addDays(day, -1)) : undefined);
  return { ...(newer && { newer }), ...(here >= 0 && older && { older }) };
}

async function newestUntil(store: TracebackStore, fingerprint: string, to: Day): Promise<Hit | undefined> {
  return (await store.tracebacks({ fingerprint, range: { from: ALL_DAYS.from, to }, limit: 1 })).hits[0];
}

async function oldestOf(store: TracebackStore, fingerprint: string, day: Day | undefined): Promise<Hit | undefined> {
  if (day === undefined) return undefined;
  const { hits, cursor } = await store.tracebacks({ fingerprint, range: { from: day, to: day }, limit: MOST });
  return cursor === undefined ? hits.at(-1) : undefined;
}
