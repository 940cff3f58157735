import { type DayRange, addDays, dayIn } from '../../src/core/groups/day.ts';
import { lastDone } from '../../src/core/groups/ticket.ts';
import type { GroupDetail, GroupRow, TracebackStore } from '../../src/stores/store.ts';

/** A fault that somebody who reads no lists should hear of: it was never seen before, or seen again after it was resolved. */
export interface News {
  reason: 'new' | 'regressed';
  /** Which time it is that: the same for the same fault and reason, whenever it is asked for. `new`, `regressed-1470971919000`. */
  occasion: string;
  /** When it was first seen, or first seen again; milliseconds since 1970. */
  at: number;
  fault: Pick<GroupRow, 'fingerprint' | 'summary' | 'count' | 'last'>;
}

/** So many of each reason: whoever was away that long reads the list. */
const MOST = 100;

/** What is new and regressed in the last `days` days, the newest first; nothing that is hidden. */
export async function newsOf(
  store: Pick<TracebackStore, 'groups' | 'group' | 'timeZone'>,
  { now, days }: { now: number; days: number },
): Promise<News[]> {
  const to = dayIn(store.timeZone)(now);
  const range: DayRange = { from: addDays(to, 1 - days), to };
  const [fresh, regressed] = await Promise.all([
    store.groups({ range, filter: 'new', limit: MOST }, now),
    store.groups({ range, filter: 'regressed', limit: MOST }, now),
  ]);
  const news = fresh.groups.map((fault): News => ({
    reason: 'new',
    occasion: 'new',
    at: fault.first,
    fault,
  }));
  for (const fault of regressed.groups) {
    const resolvedAt = fault.state.resolved?.at ?? lastDone(fault.state.tickets)?.at ?? 0;
    const detail = await store.group(fault.fingerprint);
    const at = detail ? seenAgain(detail, resolvedAt) : fault.last;
    news.push({ reason: 'regressed', occasion: `regressed-${resolvedAt}`, at, fault });
  }
  return news.sort((a, b) => b.at - a.at || (a.fault.fingerprint < b.fault.fingerprint ? -1 : 1));
}

/** When a fault was first seen after it was resolved. Of the day itself only the first and last time are known: then that it was after. */
function seenAgain({ days, last }: GroupDetail, resolvedAt: number): number {
  const day = days.find((each) => each.last > resolvedAt);
  return day ? Math.max(day.first, resolvedAt) : last;
}
