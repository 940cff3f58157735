import { env, l10n, window } from 'vscode';
import { tracebackText } from '../core/groups/tracebackText.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { Handler } from './commandMap.ts';
import { hitOf } from './hitOf.ts';
import { groupOr, type Selection } from './selection.ts';

/** Copies a traceback as it was logged, under a line that says when and where. */
export function copyText(store: () => BrowsableStore, selection: Selection): Handler<'assertionContext.copyText'> {
  return async (target) => {
    await env.clipboard.writeText(tracebackText(await hitOf(store(), groupOr(target, selection))));
    window.setStatusBarMessage(l10n.t('Traceback copied.'), 5_000);
  };
}
