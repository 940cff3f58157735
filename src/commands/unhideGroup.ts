import { l10n } from 'vscode';
import { type Changing, changeGroup } from './changeGroup.ts';
import type { Handler } from './commandMap.ts';
import { groupOr } from './selection.ts';

/** Shows a hidden fault again. */
export function unhideGroup(changing: Changing): Handler<'assertionContext.unhideGroup'> {
  return async (target) => {
    const { fingerprint } = groupOr(target, changing.selection);
    await changeGroup(changing, {
      change: (store) => store.unhide(fingerprint),
      done: l10n.t('The fault is shown again.'),
    });
  };
}
