import { ALL_DAYS, type Day } from '../../../src/core/groups/day.ts';
import { instantsIn } from '../../../src/core/groups/dayStart.ts';
import type { GroupDetail, HitPage } from '../../../src/stores/store.ts';
import { type HitsView, groupAddress } from '../addresses.ts';
import { longDay } from '../../../src/core/wording/dayName.ts';
import { counted } from '../../../src/core/wording/number.ts';
import type { Site } from '../site.ts';
import { hitRow } from './hitRow.ts';
import type { NewestHits } from './newestHits.ts';
import { showsHidden } from './showsHidden.ts';

const PAGE = 50;
const HOUR = 3_600_000;

/** A page of a group's hits, and links to its other hits. Those of an hour are taken from `ofDay`, the hits of its day. */
export async function groupHits(
  site: Site,
  group: GroupDetail,
  { view, ofDay }: { view: HitsView; ofDay: NewestHits | undefined },
) {
  const { fingerprint, hiddenByRule } = group;
  const { day, hour, hidden } = view;
  const isHour = day !== undefined && hour !== undefined && ofDay !== undefined;
  const page = isHour ? hourPage(site, ofDay, view) : await storePage(site, group, view);
  const to = (other: HitsView) => `${groupAddress(fingerprint, other)}#hits`;
  return {
    of: day && {
      name: isHour ? `${longDay(day)}, ${hourSpan(site, day, hour)}` : longDay(day),
      wider: [
        ...(isHour ? [{ text: 'Hits of the whole day', href: to({ day, hidden }) }] : []),
        { text: 'Hits of all days', href: to({ hidden }) },
      ],
    },
    byRules: hiddenByRule.map(({ rule, count }) => `${counted(count, 'hit')} hidden by ${rule}`),
    showHidden: showsHidden(group, hidden) ? undefined : to({ day, hour, hidden: true }),
    hits: page.hits.map((hit) => hitRow(hit, site)),
    next: page.cursor && to({ ...view, cursor: page.cursor }),
    first: view.cursor && to({ day, hour, hidden }),
  };
}

function storePage({ store }: Site, group: GroupDetail, { day, hidden, cursor }: HitsView): Promise<HitPage> {
  return store.tracebacks({
    fingerprint: group.fingerprint,
    range: day === undefined ? ALL_DAYS : { from: day, to: day },
    limit: PAGE,
    ...(showsHidden(group, hidden) && { hidden: true }),
    ...(cursor !== undefined && { cursor }),
  });
}

/** Hits of one hour; the cursor is the last hit's id. */
function hourPage({ store }: Site, ofDay: NewestHits, { day = '', hour = 0, cursor }: HitsView): HitPage {
  const from = instantsIn(store.timeZone)({ from: day, to: day }).from + hour * HOUR;
  const all = ofDay.hits.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < from + HOUR);
  const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
  const hits = all.slice(start, start + PAGE);
  const last = hits.at(-1);
  return { hits, ...(start + PAGE < all.length && last && { cursor: last.id }) };
}

/** `03:00 to 04:00`. */
function hourSpan({ store, clock }: Site, day: Day, hour: number): string {
  const from = instantsIn(store.timeZone)({ from: day, to: day }).from + hour * HOUR;
  return [from, from + HOUR].map((at) => clock.time(at).slice(0, 5)).join(' to ');
}
