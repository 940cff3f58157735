import { l10n, MarkdownString } from 'vscode';
import type { CommandId } from '../commands/commandMap.ts';
import type { GroupTarget, HitTarget } from '../commands/targets.ts';
import { exactNumber } from '../core/wording/number.ts';
import { oneLine } from '../core/wording/oneLine.ts';
import type { FaultLines } from '../stores/faultLines.ts';
import { commandLink, escapeMarkdown } from '../core/wording/escapeMarkdown.ts';
import type { FaultTimes } from './faultTimes.ts';
import type { PlacedFault } from './placeFaults.ts';

const OPEN = 'assertionContext.openDetail' satisfies CommandId;
const HIDE = 'assertionContext.hideGroup' satisfies CommandId;

/** So many faults of one line are told; the rest are counted. */
const TOLD = 3;
const LONGEST_MESSAGE = 160;

/**
 * Of each fault of a line four lines: what, its message, how often and since when, and what can be done. Log text in it is
 * only text; its links run these two commands and no other.
 */
export function hoverText(faults: readonly PlacedFault[], times: FaultTimes, mayHide: boolean): MarkdownString {
  const told = faults.slice(0, TOLD).map((placed) => faultText(placed, times, mayHide));
  const rest = faults.length - told.length;
  if (rest > 0) told.push(l10n.t('+{0} more', rest));
  const text = new MarkdownString(told.join('\n\n---\n\n'));
  text.isTrusted = { enabledCommands: [OPEN, HIDE] };
  return text;
}

function faultText({ fault, place }: PlacedFault, times: FaultTimes, mayHide: boolean): string {
  const { fingerprint, traceback, type, message, standing } = fault;
  const often = howOften(fault, times);
  const told = standing === 'regressed' ? `${often} · ${l10n.t('seen again after it was resolved')}` : often;
  const hit: HitTarget = { fingerprint, traceback };
  const group: GroupTarget = { fingerprint };
  const lines = [
    `**${escapeMarkdown(type)}**`,
    escapeMarkdown(oneLine(message, LONGEST_MESSAGE)),
    escapeMarkdown(told),
    ...(place.kind === 'changed' ? [escapeMarkdown(place.because)] : []),
    [
      `[${l10n.t('Open')}](${commandLink(OPEN, hit)})`,
      ...(mayHide ? [`[${l10n.t('Hide…')}](${commandLink(HIDE, group)})`] : []),
    ].join(' · '),
  ];
  return lines.filter((line) => line !== '').join('  \n');
}

/** `37 times since 12 Aug 2016 03:18:39, last 3 min ago`; of a fault that is older than what is counted, in how many days. */
function howOften({ count, first, last, isNew }: FaultLines, times: FaultTimes): string {
  const { days } = times;
  const latest = times.ago(last);
  if (count === 1) return isNew ? l10n.t('Once, {0}', latest) : l10n.t('Once in {0} days, {1}', days, latest);
  const often = exactNumber(count);
  return isNew
    ? l10n.t('{0} times since {1}, last {2}', often, times.stamp(first), latest)
    : l10n.t('{0} times in {1} days, last {2}', often, days, latest);
}
