import { l10n, window } from 'vscode';
import { type Changing, changeGroup } from './changeGroup.ts';
import type { Handler } from './commandMap.ts';
import { groupOr } from './selection.ts';

const WEEK = 7 * 86_400_000;

/** Asks until when and why, hides the fault for everyone who reads this store, and offers Undo. */
export function hideGroup(changing: Changing): Handler<'assertionContext.hideGroup'> {
  return async (target) => {
    const { fingerprint } = groupOr(target, changing.selection);
    // Nothing is asked where nothing can be hidden.
    changing.store();
    const now = changing.now();
    const until = await window.showQuickPick(
      [
        { label: l10n.t('For a week'), until: now + WEEK },
        { label: l10n.t('For four weeks'), until: now + 4 * WEEK },
        { label: l10n.t('For good'), until: undefined },
      ],
      {
        title: l10n.t('Hide this fault for everyone'),
        placeHolder: l10n.t('Until when? A hidden fault is still counted.'),
      },
    );
    if (!until) return;
    const reason = await window.showInputBox({
      title: l10n.t('Hide this fault for everyone'),
      prompt: l10n.t('Why? Others see it beside the fault. May be left empty.'),
      validateInput: (text) => (text.length > 500 ? l10n.t('At most 500 characters.') : undefined),
    });
    if (reason === undefined) return;
    await changeGroup(changing, {
      change: (store) =>
        store.hide(fingerprint, {
          at: now,
          ...(until.until !== undefined && { until: until.until }),
          ...(reason.trim() !== '' && { reason: reason.trim() }),
        }),
      undo: (store) => store.unhide(fingerprint),
      done: l10n.t('The fault is hidden.'),
      undone: l10n.t('The fault is shown again.'),
    });
  };
}
