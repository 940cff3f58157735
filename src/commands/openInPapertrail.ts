import { env, Uri } from 'vscode';
import { lineLink } from '../core/papertrail/link.ts';
import type { BrowsableStore } from '../stores/store.ts';
import type { Handler } from './commandMap.ts';
import { hitOf } from './hitOf.ts';
import { groupOr, type Selection } from './selection.ts';

/** Opens Papertrail at the line that names the exception. `base`: Papertrail's address, without a slash at its end. */
export function openInPapertrail(
  store: () => BrowsableStore,
  base: () => string,
  selection: Selection,
): Handler<'assertionContext.openInPapertrail'> {
  return async (target) => {
    const { instance, id } = await hitOf(store(), groupOr(target, selection));
    await env.openExternal(Uri.parse(lineLink(base(), instance, id), true));
  };
}
