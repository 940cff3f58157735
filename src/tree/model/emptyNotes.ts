import type { Day, DayRange } from '../../core/groups/day.ts';
import { daysPhrase } from '../../core/wording/daysPhrase.ts';
import { longDay } from '../../core/wording/dayName.ts';
import { counted } from '../../core/wording/number.ts';
import type { NoteNode } from '../node.ts';
import type { GroupList } from './groupList.ts';

/** What the view says instead of groups: what would be here, why it isn't, and ways to go on. */
export function emptyNotes(list: GroupList): NoteNode[] {
  const { listed, range, counts, elsewhere } = list;
  const days = daysPhrase(range);
  if (listed.search) {
    return [
      says(`No fault ${days} matches this search.`),
      ...(list.allDays ? [] : [goes('Search all days', 'chooseDay', 'all')]),
      goes('Clear the search', 'clearSearch'),
    ];
  }
  if (listed.filter !== 'all' && counts.all > 0) {
    return [says(`No fault ${days} is ${listed.filter}.`), goes(`Show all ${counts.all}`, 'clearSearch')];
  }
  const hidden = counts.hidden > 0 && listed.filter !== 'hidden';
  if (elsewhere?.newest === undefined) return nothingAtAll(elsewhere?.archives ?? 0);
  const newest = ` The newest are from ${longDay(elsewhere.newest)}.`;
  return [
    says(`${hidden ? `All tracebacks ${days} are hidden.` : `No tracebacks ${days}.`}${newest}`),
    ...(hidden ? [goes(`Show ${counts.hidden} hidden`, 'filter', 'hidden')] : []),
    ...nearDay(elsewhere.near ?? elsewhere.newest, range),
  ];
}

function nearDay(day: Day, range: DayRange): NoteNode[] {
  return day >= range.from && day <= range.to ? [] : [goes(`Go to ${longDay(day)}`, 'chooseDay', day)];
}

function nothingAtAll(archives: number): NoteNode[] {
  const none = archives > 0 ? `None was found yet in ${counted(archives, 'archive')}.` : 'No archive was taken in yet.';
  return [
    says(`No tracebacks yet. ${none}`),
    goes('Open a log archive', 'openLogArchive'),
    goes('Why is the list empty?', 'showConnectionReport'),
  ];
}

function says(text: string): NoteNode {
  return { kind: 'note', id: 'note:empty', icon: 'info', text };
}

function goes(text: string, command: string, ...args: unknown[]): NoteNode {
  const id = `assertionContext.${command}`;
  return { kind: 'note', id: `note:${command}`, icon: 'go', text, command: { id, arguments: args } };
}
