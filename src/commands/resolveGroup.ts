import { l10n } from 'vscode';
import { type Changing, changeGroup } from './changeGroup.ts';
import type { Handler } from './commandMap.ts';
import { groupOr } from './selection.ts';

/** Marks a fault resolved; a traceback after this moment makes it regressed. Offers Undo. */
export function resolveGroup(changing: Changing): Handler<'assertionContext.resolveGroup'> {
  return async (target) => {
    const { fingerprint } = groupOr(target, changing.selection);
    await changeGroup(changing, {
      change: (store) => store.resolve(fingerprint, { at: changing.now() }),
      undo: (store) => store.reopen(fingerprint),
      done: l10n.t('Marked resolved. It comes back as regressed when it happens again.'),
      undone: l10n.t('The fault is open again.'),
    });
  };
}
