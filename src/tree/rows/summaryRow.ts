import { daysName, shortDaysName } from '../../core/wording/daysPhrase.ts';
import { cappedNumber, counted } from '../../core/wording/number.ts';
import type { GroupList } from '../model/groupList.ts';
import type { SummaryNode } from '../node.ts';
import type { Row, Writing } from './row.ts';

/** `Fri 12 Aug   14 faults · 2 new · 312 hits hidden by 2 rules`; a click chooses other days. */
export function summaryRow({ list }: SummaryNode, { clock, now }: Writing): Row {
  const label = shortDaysName(list.range, new Date(now).getUTCFullYear());
  const description = [...found(list), ...hidden(list), ...zones(list, clock.timeZone)].join(' · ');
  return {
    label,
    description,
    icon: { id: 'calendar' },
    context: 'summary',
    folds: false,
    command: { title: 'Choose a day or a range', id: 'assertionContext.chooseDay', arguments: [] },
    spoken: `${daysName(list.range)}: ${description}. Press Enter to choose other days.`,
  };
}

function found({ listed, allDays, counts, total, more, searchCut }: GroupList): string[] {
  const faults = counted(total, 'fault', more ? cappedNumber : undefined);
  if (listed.search) return [`${faults} found`, ...(searchCut ? ['among the newest 10,000 hits'] : [])];
  const all = counted(counts.all, 'fault', cappedNumber);
  if (listed.filter !== 'all') return [`${cappedNumber(total)} ${listed.filter.replaceAll('-', ' ')}`, all];
  return [all, ...(counts.new > 0 && !allDays ? [`${cappedNumber(counts.new)} new`] : [])];
}

function hidden({ counts }: GroupList): string[] {
  const rules = counts.hiddenByRule.filter(({ count }) => count > 0);
  const hits = rules.reduce((sum, { count }) => sum + count, 0);
  return hits === 0 ? [] : [`${counted(hits, 'hit', cappedNumber)} hidden by ${counted(rules.length, 'rule')}`];
}

function zones({ timeZone }: GroupList, reader: string): string[] {
  return timeZone === reader ? [] : [`days of ${timeZone}, times of ${reader}`];
}
