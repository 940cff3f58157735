import { errorSentence } from '../../core/wording/errorSentence.ts';
import { StoreError } from '../../stores/store.ts';
import type { NoteNode, TreeNode } from '../node.ts';

const TRY_AGAIN = { id: 'assertionContext.refresh', arguments: [] };
const SET_TOKEN = { id: 'assertionContext.setToken', arguments: [] };
const REPORT = { id: 'assertionContext.showConnectionReport', arguments: [] };

/** Why the store did not answer: a sentence, and whether it is for want of a token or a key. */
export interface Trouble {
  sentence: string;
  lacksAccess: boolean;
}

/** What went wrong, as the view tells it. */
export function troubleOf(error: unknown): Trouble {
  const lacksAccess = error instanceof StoreError && error.reason === 'no-access';
  return { sentence: errorSentence(error), lacksAccess };
}

/** Above the last good rows, when the store gives no newer ones; the view’s message says why. */
export function staleNotes(trouble: Trouble): NoteNode[] {
  return [{ ...note('stale', 'warning', 'Not up to date: try again'), command: TRY_AGAIN }, ...waysOut(trouble)];
}

/** Instead of rows, when the store never gave any. */
export function failureNotes(trouble: Trouble): NoteNode[] {
  return [
    note('failed', 'error', trouble.sentence),
    { ...note('again', 'go', 'Try again'), command: TRY_AGAIN },
    ...waysOut(trouble),
  ];
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

function waysOut({ lacksAccess }: Trouble): NoteNode[] {
  const report = { ...note('report', 'go', 'Show the connection report'), command: REPORT };
  return lacksAccess
    ? [{ ...note('secret', 'go', 'Set the access token or API key'), command: SET_TOKEN }, report]
    : [report];
}

function note(id: string, icon: NoteNode['icon'], text: string): NoteNode {
  return { kind: 'note', id: `note:${id}`, icon, text };
}
