import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import type { GroupDetail } from '../../../src/stores/store.ts';
import { type HitsView, groupAddress } from '../addresses.ts';
import { longDay } from '../../../src/core/wording/dayName.ts';
import { counted } from '../../../src/core/wording/number.ts';
import type { Site } from '../site.ts';
import { hitRow } from './hitRow.ts';

const PAGE = 50;

/** A page of a group's hits, and links to its other hits. */
export async function groupHits(
  site: Site,
  { fingerprint, hiddenByRule, count }: GroupDetail,
  { day, hidden, cursor }: HitsView,
) {
  // When rules hide all there is, an empty list would be no answer.
  const withHidden = hidden === true || count === 0;
  const page = await site.store.tracebacks({
    fingerprint,
    range: day === undefined ? ALL_DAYS : { from: day, to: day },
    limit: PAGE,
    ...(withHidden && { hidden: true }),
    ...(cursor !== undefined && { cursor }),
  });
  const to = (view: HitsView) => `${groupAddress(fingerprint, view)}#hits`;
  return {
    day: day && { name: longDay(day), all: to({ hidden }) },
    byRules: hiddenByRule.map(({ rule, count }) => `${counted(count, 'hit')} hidden by ${rule}`),
    showHidden: withHidden ? undefined : to({ day, hidden: true }),
    hits: page.hits.map((hit) => hitRow(hit, site)),
    next: page.cursor && to({ day, hidden, cursor: page.cursor }),
    first: cursor && to({ day, hidden }),
  };
}
