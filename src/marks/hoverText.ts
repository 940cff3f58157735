import { l10n, MarkdownString } from 'vscode';
import type { CommandId } from '../commands/commandMap.ts';
import type { GroupTarget, HitTarget } from '../commands/targets.ts';
import { exactNumber } from '../core/wording/number.ts';
import { commandLink, escapeMarkdown } from './escapeMarkdown.ts';
import type { Ago } from './faultWords.ts';
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
export function hoverText(faults: readonly PlacedFault[], ago: Ago): MarkdownString {
  const told = faults.slice(0, TOLD).map((placed) => faultText(placed, ago));
  const rest = faults.length - told.length;
  if (rest > 0) told.push(l10n.t('+{0} more', rest));
  const text = new MarkdownString(told.join('\n\n---\n\n'));
  text.isTrusted = { enabledCommands: [OPEN, HIDE] };
  return text;
}

function faultText({ fault, place }: PlacedFault, ago: Ago): string {
  const { fingerprint, traceback, type, message, count, first, last, isNew, standing } = fault;
  const often =
    count === 1
      ? l10n.t('Once, {0}', ago(last))
      : l10n.t('{0} times since {1}, last {2}', exactNumber(count), ago(first), ago(last));
  const marks = [
    ...(standing === 'regressed' ? [l10n.t('seen again after it was resolved')] : []),
    ...(isNew && standing === 'open' ? [l10n.t('new')] : []),
  ];
  const hit: HitTarget = { fingerprint, traceback };
  const group: GroupTarget = { fingerprint };
  const lines = [
    `**${escapeMarkdown(type)}**`,
    escapeMarkdown(message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE - 1)}…` : message),
    escapeMarkdown([often, ...marks].join(' · ')),
    ...(place.kind === 'changed' ? [escapeMarkdown(place.because)] : []),
    `[${l10n.t('Open')}](${commandLink(OPEN, hit)}) · [${l10n.t('Hide…')}](${commandLink(HIDE, group)})`,
  ];
  return lines.filter((line) => line !== '').join('  \n');
}
