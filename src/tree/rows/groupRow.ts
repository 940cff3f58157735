import { markOf, type Mark } from '../../core/groups/mark.ts';
import { faultTitle } from '../../core/wording/faultTitle.ts';
import { counted, shortNumber } from '../../core/wording/number.ts';
import { oneLine } from '../../core/wording/oneLine.ts';
import { ticketWords } from '../../core/wording/ticketWords.ts';
import type { GroupNode } from '../node.ts';
import { lastSeen, type Row, type Writing } from './row.ts';

/** Told by shape first: colours are for those who see them. */
const ICONS: Record<Mark, { id: string; color?: string }> = {
  new: { id: 'circle-filled', color: 'charts.blue' },
  regressed: { id: 'reply', color: 'charts.orange' },
  known: { id: 'circle-outline' },
  resolved: { id: 'check', color: 'charts.green' },
  hidden: { id: 'eye-closed', color: 'disabledForeground' },
};

/** `AssertionError in total   37 · 3 min ago · SHOP-41 (Done)`. */
export function groupRow(node: GroupNode, writing: Writing): Row {
  const { row, amongHidden } = node;
  const { now } = writing;
  const mark = amongHidden ? 'hidden' : markOf(row, now);
  const title = faultTitle(row.summary);
  const last = lastSeen(row.last, node, writing);
  const where = row.summary.frame ? [] : [oneLine(row.summary.program, 40)];
  const ticket = ticketWords(row.state.tickets);
  return {
    label: title,
    description: [...where, shortNumber(row.count), last, ...(ticket ? [ticket] : [])].join(' · '),
    icon: ICONS[mark],
    context: contextOf({ row, now }),
    folds: true,
    spoken: `${title}, ${mark}, ${counted(row.count, 'hit')}, last ${last}${ticket ? `, ticket ${ticket}` : ''}`,
  };
}

/** What can be done with it: a resolved one can be reopened, a hidden one shown again. */
function contextOf({ row, now }: { row: GroupNode['row']; now: number }): string {
  const hidden = markOf(row, now) === 'hidden';
  return ['group', ...(row.standing === 'open' ? [] : [row.standing]), ...(hidden ? ['hidden'] : [])].join('.');
}
