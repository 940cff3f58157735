import { instantsIn } from '../../../src/core/groups/dayStart.ts';
import type { Day } from '../../../src/core/groups/day.ts';
import { hourCounts } from '../../../src/core/groups/hourCounts.ts';
import type { GroupDetail } from '../../../src/stores/store.ts';
import { shortDay } from '../../../src/core/wording/dayName.ts';
import { counted, exactNumber } from '../../../src/core/wording/number.ts';
import { type HitsView, groupAddress } from '../addresses.ts';
import { columns } from '../charts/columns.ts';
import type { Site } from '../site.ts';
import type { NewestHits } from './newestHits.ts';

/** A day of a group hour by hour: bars that lead to the hour's hits. */
export function groupHours(
  { store, clock }: Site,
  { fingerprint }: GroupDetail,
  { day, shown, view }: { day: Day; shown: NewestHits; view: HitsView },
) {
  const times = shown.hits.map(({ at }) => Date.parse(at));
  const hours = hourCounts(times, instantsIn(store.timeZone)({ from: day, to: day }));
  const { bars, ...chart } = columns(hours.map(({ count }) => count));
  const hourName = (at: number) => clock.time(at).slice(0, 5);
  return {
    ...chart,
    name: `Hits on ${shortDay(day)} by hour`,
    from: hourName(hours[0]?.at ?? 0),
    to: hourName(hours.at(-1)?.at ?? 0),
    highestText: `${exactNumber(Math.max(0, ...hours.map(({ count }) => count)))} an hour`,
    note: shown.cut ? `Of the newest ${exactNumber(times.length)} hits of that day.` : undefined,
    bars: hours.map(({ at, count }, hour) => ({
      ...bars[hour],
      count,
      current: view.day === day && view.hour === hour,
      href: `${groupAddress(fingerprint, { day, hour, hidden: view.hidden })}#hits`,
      label: `${hourName(at)}: ${counted(count, 'hit')}`,
    })),
  };
}
