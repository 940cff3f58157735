import { dayIn } from '../../../src/core/groups/day.ts';
import type { GroupDetail } from '../../../src/stores/store.ts';
import { type HitsView, groupAddress } from '../addresses.ts';
import { historyBars } from '../../../src/core/groups/historyBars.ts';
import { plainDay, shortDay } from '../../../src/core/wording/dayName.ts';
import { counted, exactNumber } from '../../../src/core/wording/number.ts';
import type { Site } from '../site.ts';
import { distribution } from './distribution.ts';

/** When and where a group was seen: bars that lead to a day's hits, and how hits spread over programs and instances. */
export function groupHistory({ store, now }: Site, group: GroupDetail, { day, hidden }: HitsView) {
  const bars = historyBars(group.days, dayIn(store.timeZone)(now()));
  return {
    history: {
      ...bars,
      from: plainDay(bars.range.from),
      to: plainDay(bars.range.to),
      earlierText: bars.earlier > 0 ? `${counted(bars.earlier, 'hit')} before ${plainDay(bars.range.from)}` : undefined,
      bars: bars.bars.map((bar) => ({
        ...bar,
        current: bar.day === day,
        href: `${groupAddress(group.fingerprint, { day: bar.day, hidden })}#hits`,
        label: `${shortDay(bar.day)}: ${counted(bar.count, 'hit')}`,
      })),
      highestText: exactNumber(bars.highest),
    },
    distributions: [distribution('program', group.programs), distribution('instance', group.instances)],
    ofNewest: group.count > 1_000,
  };
}
