import { cappedNumber, counted, exactNumber, shortNumber } from '../../core/wording/number.ts';
import { oneLine } from '../../core/wording/oneLine.ts';
import { pathLine } from '../../core/wording/pathLine.ts';
import type { BucketNode, MoreNode, NoteNode } from '../node.ts';
import { lastSeen, type Row, type Writing } from './row.ts';

/** `cart.py   orders · 5 faults · 37 · 3 min ago`, or a program. */
export function bucketRow(node: BucketNode, writing: Writing): Row {
  const { by, name, groups } = node;
  const slash = by === 'file' ? name.lastIndexOf('/') : -1;
  const folder = pathLine(name.slice(0, Math.max(0, slash)), 40);
  const label = pathLine(name.slice(slash + 1), 60) || (by === 'file' ? 'No source file' : 'No program');
  const hits = groups.reduce((sum, { count }) => sum + count, 0);
  const last = lastSeen(Math.max(...groups.map((group) => group.last)), node, writing);
  const faults = counted(groups.length, 'fault');
  return {
    label,
    description: [...(folder === '' ? [] : [folder]), faults, shortNumber(hits), last].join(' · '),
    icon: { id: by === 'file' ? 'file-code' : 'server-process' },
    context: by,
    folds: true,
    spoken: `${by === 'file' ? 'File' : 'Program'} ${[folder, label].filter(Boolean).join('/')}, ${faults}, ${counted(hits, 'hit')}, last ${last}`,
  };
}

/** `Load more (30 of 412)`. */
export function moreRow(node: MoreNode): Row {
  const label = `Load more (${exactNumber(node.shown)} of ${node.more ? cappedNumber(node.total) : exactNumber(node.total)})`;
  return {
    label,
    icon: { id: 'ellipsis' },
    context: 'more',
    folds: false,
    command: { title: 'Load more', id: 'assertionContext.loadMore', arguments: [node] },
    spoken: label,
  };
}

const NOTE_ICONS: Record<NoteNode['icon'], { id: string; color?: string }> = {
  info: { id: 'info' },
  warning: { id: 'warning', color: 'list.warningForeground' },
  error: { id: 'error', color: 'list.errorForeground' },
  go: { id: 'arrow-right' },
};

/** A sentence, or a way on. */
export function noteRow({ icon, text, command, detail }: NoteNode): Row {
  const label = oneLine(text, 300);
  return {
    label,
    ...(detail !== undefined && { description: detail }),
    icon: NOTE_ICONS[icon],
    context: 'note',
    folds: false,
    ...(command && { command: { title: label, ...command } }),
    spoken: detail === undefined ? label : `${label} ${detail}`,
  };
}
