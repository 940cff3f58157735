import { addDays } from '../../core/groups/day.ts';
import { formatQuery } from '../../core/groups/formatQuery.ts';
import { daysName } from '../../core/wording/daysPhrase.ts';
import { shortDay } from '../../core/wording/dayName.ts';
import { counted, exactNumber } from '../../core/wording/number.ts';
import { oneLine } from '../../core/wording/oneLine.ts';
import { ticketSentences } from '../../core/wording/ticketWords.ts';
import { textBars } from '../../core/wording/textBars.ts';
import { escapeMarkdown } from '../../core/wording/escapeMarkdown.ts';
import type { GroupDetail } from '../../stores/store.ts';
import type { GroupList } from '../model/groupList.ts';
import type { CauseNode, FrameNode, GroupNode, HitNode, SummaryNode } from '../node.ts';
import type { Writing } from './row.ts';

/** Longer messages and source lines are cut. */
const LONGEST = 400;

/** What a fault's tooltip says, as Markdown in which log text is only text. `detail`: when the store gave it. */
export function groupTooltip(
  { row }: GroupNode,
  detail: GroupDetail | undefined,
  list: GroupList | undefined,
  { clock, now }: Writing,
): string {
  const { type, message, frame, program, instance } = row.summary;
  const first = detail?.first ?? row.first;
  const last = detail?.last ?? row.last;
  const programs = detail?.programs ?? [];
  const where = programs.length > 0 ? names(programs) : `${oneLine(program, 60)} on ${oneLine(instance, 60)}`;
  return paragraphs([
    `**${text(type)}**${message === '' ? '' : `: ${text(message)}`}`,
    frame && `${text(frame.function ?? '')} ${text(`${frame.path}:${frame.line}`)}`,
    history(row.history, list),
    `${text(often(row.count, detail?.count))} · first ${text(clock.stamp(first))} · last ${text(`${clock.shown(last, now).text} (${clock.exact(last)})`)}`,
    text(where),
    row.state.hidden?.reason === undefined ? undefined : `Hidden because: ${text(row.state.hidden.reason)}`,
    ...ticketSentences(row.state.tickets).map(text),
  ]);
}

/** What a hit's tooltip says. */
export function hitTooltip({ hit }: HitNode, { clock }: Writing): string {
  const labels = Object.entries(hit.labels).map(([name, value]) => text(`${name}=${oneLine(value, 80)}`));
  return paragraphs([
    `**${text(hit.type)}**${hit.message === '' ? '' : `: ${text(hit.message)}`}`,
    `${text(clock.exact(Date.parse(hit.at)))} · ${text(`${hit.instance} ${hit.program}`)}`,
    labels.length > 0 ? labels.join(' · ') : undefined,
    text(hit.archive),
  ]);
}

/** What a frame's tooltip says: its path as logged, its line then, and where it leads today. */
export function frameTooltip({ entry, place }: FrameNode): string {
  return paragraphs([
    `${text(entry.path)}, line ${entry.line}`,
    entry.source === null ? undefined : text(entry.source),
    place && `→ ${text(place.because)}`,
  ]);
}

/** What the tooltip of a cause says: its whole message. */
export function causeTooltip({ exception }: CauseNode): string {
  return `**${text(exception.type)}**: ${text(exception.message)}`;
}

/** What the first row's tooltip says: what is listed and whose days they are. */
export function summaryTooltip({ list }: SummaryNode, source: string | undefined): string {
  const { listed, counts } = list;
  return paragraphs([
    `${text(daysName(list.range))}. Days are days of ${text(list.timeZone)}.`,
    source && text(source),
    listed.filter === 'all' ? undefined : `Filter: ${listed.filter.replaceAll('-', ' ')}`,
    listed.search && `Search: ${text(formatQuery(listed.search.query))}`,
    ...counts.hiddenByRule
      .filter(({ count }) => count > 0)
      .map(({ rule, count }) => `${counted(count, 'hit')} hidden by the rule ${text(rule)}`),
    'Click to choose a day or a range.',
  ]);
}

function history(counts: readonly number[], list: GroupList | undefined): string | undefined {
  if (counts.length === 0) return undefined;
  const end = list?.range.to;
  const days =
    end === undefined || end > '9'
      ? `${counts.length} days`
      : `${shortDay(addDays(end, 1 - counts.length))} – ${shortDay(end)}`;
  return `${textBars(counts)} ${text(days)}`;
}

function often(shown: number, ever: number | undefined): string {
  return ever === undefined || ever === shown
    ? counted(shown, 'hit')
    : `${counted(shown, 'hit')} of ${exactNumber(ever)} ever`;
}

function names(counts: readonly { name: string; count: number }[]): string {
  return counts.map(({ name, count }) => `${oneLine(name, 60)} (${exactNumber(count)})`).join(', ');
}

function text(log: string): string {
  return escapeMarkdown(oneLine(log, LONGEST));
}

function paragraphs(parts: (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
