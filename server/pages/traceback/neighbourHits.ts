import { ALL_DAYS, type Day, addDays, dayIn } from '../../../src/core/groups/day.ts';
import type { Hit, Traceback, TracebackStore } from '../../../src/stores/store.ts';

/** A traceback's neighbours among the hits of its group. */
export interface NeighbourHits {
  newer?: Hit;
  older?: Hit;
}

/** A page's cost is bounded: of a group with more hits a day, those in the middle of the day's list have no neighbours. */
const MOST = 1_000;

/** The hits of the same group just before and just after a traceback, in the order of its list. */
export async function neighbourHits(store: TracebackStore, traceback: Traceback): Promise<NeighbourHits> {
  const { fingerprint, id, at, hiddenBy } = traceback;
  // Beside a hit that a rule hides, those that rules hide are neighbours too.
  const list = { fingerprint, ...(hiddenBy !== undefined && { hidden: true }) };
  const day = dayIn(store.timeZone)(Date.parse(at));
  const { hits, cursor } = await store.tracebacks({ ...list, range: { from: day, to: day }, limit: MOST });
  const here = hits.findIndex((hit) => hit.id === id);
  if (here < 0) return {};
  const endsHere = hits[here + 1] === undefined && cursor === undefined;
  const newer = hits[here - 1] ?? (await oldestAfter(store, list, day));
  const older = endsHere
    ? (await store.tracebacks({ ...list, range: { from: ALL_DAYS.from, to: addDays(day, -1) }, limit: 1 })).hits[0]
    : hits[here + 1];
  return { ...(newer && { newer }), ...(older && { older }) };
}

async function oldestAfter(
  store: TracebackStore,
  list: { fingerprint: string; hidden?: boolean },
  day: Day,
): Promise<Hit | undefined> {
  const days = (await store.group(list.fingerprint))?.days ?? [];
  const next = days.find((each) => each.day > day)?.day;
  if (next === undefined) return undefined;
  const { hits, cursor } = await store.tracebacks({ ...list, range: { from: next, to: next }, limit: MOST });
  return cursor === undefined ? hits.at(-1) : undefined;
}
