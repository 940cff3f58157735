import { env, l10n, window } from 'vscode';
import { tracebackMarkdown } from '../core/groups/tracebackMarkdown.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { Handler } from './commandMap.ts';
import { hitOf } from './hitOf.ts';
import { groupOr, type Selection } from './selection.ts';

/** Copies a traceback with what was logged before it, for a chat or a ticket. `base`: Papertrail's address, without a slash at its end. */
export function copyMarkdown(
  store: () => BrowsableStore,
  base: () => string,
  selection: Selection,
): Handler<'assertionContext.copyMarkdown'> {
  return async (target) => {
    const traceback = await hitOf(store(), groupOr(target, selection));
    await env.clipboard.writeText(tracebackMarkdown(traceback, base()));
    window.setStatusBarMessage(l10n.t('Traceback copied as Markdown.'), 5_000);
  };
}
