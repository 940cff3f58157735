import { l10n } from 'vscode';
import { type Changing, changeGroup } from './changeGroup.ts';
import type { Handler } from './commandMap.ts';
import { groupOr } from './selection.ts';

/** Opens a resolved fault again. */
export function reopenGroup(changing: Changing): Handler<'assertionContext.reopenGroup'> {
  return async (target) => {
    const { fingerprint } = groupOr(target, changing.selection);
    await changeGroup(changing, {
      change: (store) => store.reopen(fingerprint),
      done: l10n.t('The fault is open again.'),
    });
  };
}
