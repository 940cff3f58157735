import { dayIn } from '../../../src/core/groups/day.ts';
import type { GroupDetail } from '../../../src/stores/store.ts';
import { type HitsView, groupAddress } from '../addresses.ts';
import { historyBars } from '../../../src/core/groups/historyBars.ts';
import { plainDay, shortDay } from '../../../src/core/wording/dayName.ts';
import { counted, exactNumber } from '../../../src/core/wording/number.ts';
import type { Site } from '../site.ts';

/** When a group was seen day by day: bars that lead to a day's hits. */
export function groupHistory({ store, now }: Site, group: GroupDetail, { day, hidden }: HitsView) {
  const bars = historyBars(group.days, dayIn(store.timeZone)(now()));
  return {
    ...bars,
    name: 'Hits by day',
    from: plainDay(bars.range.from),
    to: plainDay(bars.range.to),
    highestText: `${exactNumber(bars.highest)} a day`,
    note: bars.earlier > 0 ? `And ${counted(bars.earlier, 'hit')} before ${plainDay(bars.range.from)}.` : undefined,
    bars: bars.bars.map((bar) => ({
      ...bar,
      current: bar.day === day,
      href: `${groupAddress(group.fingerprint, { day: bar.day, hidden })}#hits`,
      label: `${shortDay(bar.day)}: ${counted(bar.count, 'hit')}`,
    })),
  };
}
