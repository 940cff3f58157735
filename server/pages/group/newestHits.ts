import { ALL_DAYS, type Day, dayIn } from '../../../src/core/groups/day.ts';
import type { GroupDetail, Hit, TracebackStore } from '../../../src/stores/store.ts';
import { showsHidden } from './showsHidden.ts';

/** A page's cost is bounded: hits beyond so many are not looked at for what a page says of hours and labels. */
const MOST = 1_000;

/** Hits of a group, the newest first; `cut` when there are more than were looked at. */
export interface NewestHits {
  hits: Hit[];
  cut: boolean;
}

/** A group's newest hits, of one day with `day`; those that rules hide among them with `hidden`. */
export async function newestHits(
  store: TracebackStore,
  group: GroupDetail,
  { day, hidden }: { day?: Day | undefined; hidden?: boolean | undefined },
): Promise<NewestHits> {
  const { hits, cursor } = await store.tracebacks({
    fingerprint: group.fingerprint,
    range: day === undefined ? ALL_DAYS : { from: day, to: day },
    limit: MOST,
    ...(showsHidden(group, hidden) && { hidden: true }),
  });
  return { hits, cut: cursor !== undefined };
}

/** Those of one day among a group's newest hits; asks the store when they may not all be among them. */
export async function hitsOfDay(
  store: TracebackStore,
  group: GroupDetail,
  { newest, day, hidden }: { newest: NewestHits; day: Day; hidden?: boolean | undefined },
): Promise<NewestHits> {
  const dayOf = dayIn(store.timeZone);
  const oldest = newest.hits.at(-1);
  if (newest.cut && oldest && dayOf(Date.parse(oldest.at)) >= day) return newestHits(store, group, { day, hidden });
  return { hits: newest.hits.filter(({ at }) => dayOf(Date.parse(at)) === day), cut: false };
}
