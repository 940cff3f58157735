import { l10n, window } from 'vscode';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { messageText } from '../core/wording/messageText.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { Selection } from './selection.ts';

/** What the commands that change a group's state need. */
export interface Changing {
  store: () => BrowsableStore;
  selection: Selection;
  /** Shows the change wherever the group is shown. */
  refresh: () => Promise<void>;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** A change of a group's state, and how to take it back. Both give false when there is no such group. */
export interface GroupChange {
  change: (store: BrowsableStore) => Promise<boolean>;
  done: string;
  undo?: (store: BrowsableStore) => Promise<boolean>;
  undone?: string;
}

/** Makes the change, shows it, and offers Undo without waiting for it. */
export async function changeGroup({ store, refresh }: Changing, change: GroupChange): Promise<void> {
  const changed = store();
  if (!(await change.change(changed))) throw gone();
  await refresh();
  void offerUndo(changed, refresh, change);
}

async function offerUndo(
  store: BrowsableStore,
  refresh: () => Promise<void>,
  { undo, done, undone }: GroupChange,
): Promise<void> {
  if (!undo) {
    window.setStatusBarMessage(done, 5_000);
    return;
  }
  const takeBack = l10n.t('Undo');
  if ((await window.showInformationMessage(done, takeBack)) !== takeBack) return;
  try {
    if (!(await undo(store))) throw gone();
    await refresh();
    if (undone !== undefined) window.setStatusBarMessage(undone, 5_000);
  } catch (error) {
    void window.showErrorMessage(messageText(errorSentence(error)));
  }
}

function gone(): Error {
  return new Error(
    l10n.t('There is no fault with this fingerprint any more. Its archive may have been read again and have changed.'),
  );
}
