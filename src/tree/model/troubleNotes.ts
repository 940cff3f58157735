import type { NoteNode, TreeNode } from '../node.ts';

const TRY_AGAIN = { id: 'assertionContext.refresh', arguments: [] };
const REPORT = { id: 'assertionContext.showConnectionReport', arguments: [] };

/** Above the last good rows, when the store gives no newer ones; the view’s message says why. */
export function staleNotes(): NoteNode[] {
  return [{ ...note('stale', 'warning', 'Not up to date: try again'), command: TRY_AGAIN }, report()];
}

/** Instead of rows, when the store never gave any. */
export function failureNotes(trouble: string): NoteNode[] {
  return [note('failed', 'error', trouble), { ...note('again', 'go', 'Try again'), command: TRY_AGAIN }, report()];
}

/** Instead of the rows below one, when they could not be loaded. */
export function belowFailedNote(parent: TreeNode, trouble: string): NoteNode {
  return {
    ...note(`failed:${parent.id}`, 'error', trouble),
    parent,
    command: TRY_AGAIN,
    detail: 'Click to try again.',
  };
}

/** Below what the store no longer has. */
export function goneNote(parent: TreeNode): NoteNode {
  return {
    ...note(
      `gone:${parent.id}`,
      'info',
      'No longer kept: its archive has changed, or its day is past the retention time.',
    ),
    parent,
  };
}

/** Below a traceback that was cut off before anything could be told of it. */
export function unnamedNote(parent: TreeNode): NoteNode {
  return { ...note(`unnamed:${parent.id}`, 'info', 'This traceback has no frames.'), parent };
}

function report(): NoteNode {
  return { ...note('report', 'go', 'Show the connection report'), command: REPORT };
}

function note(id: string, icon: NoteNode['icon'], text: string): NoteNode {
  return { kind: 'note', id: `note:${id}`, icon, text };
}
