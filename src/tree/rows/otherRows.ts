import { cutMiddle } from '../../core/wording/cutMiddle.ts';
import { cappedNumber, counted, exactNumber, shortNumber } from '../../core/wording/number.ts';
import { visible } from '../../core/wording/visible.ts';
import type { BucketNode, MoreNode, NoteNode } from '../node.ts';
import type { Row, Writing } from './row.ts';

/** `cart.py   orders · 5 faults · 37 · 3 min ago`, or a program. */
export function bucketRow({ by, name, groups }: BucketNode, { clock, now }: Writing): Row {
  const plain = visible(name);
  const slash = by === 'file' ? plain.lastIndexOf('/') : -1;
  const folder = plain.slice(0, Math.max(0, slash));
  const hits = groups.reduce((sum, { count }) => sum + count, 0);
  const last = clock.shown(Math.max(...groups.map((group) => group.last)), now).text;
  const label =
    plain === '' ? (by === 'file' ? 'No source file' : 'No program') : cutMiddle(plain.slice(slash + 1), 60);
  const facts = [counted(groups.length, 'fault'), shortNumber(hits), last];
  return {
    label,
    description: [...(folder === '' ? [] : [cutMiddle(folder, 40)]), ...facts].join(' · '),
    icon: { id: by === 'file' ? 'file-code' : 'server-process' },
    context: by,
    folds: true,
    spoken: `${by === 'file' ? 'File' : 'Program'} ${plain || label}, ${counted(groups.length, 'fault')}, ${counted(hits, 'hit')}, last ${last}`,
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
  const label = visible(text).replaceAll(/\s+/g, ' ');
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
