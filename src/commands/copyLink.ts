import { env, l10n, window } from 'vscode';
import { editorLink } from '../core/links/editorLink.ts';
import { linkedBy } from '../links/linkedBy.ts';
import type { Handler } from './commandMap.ts';
import { groupOr, type Selection } from './selection.ts';

/** Copies the address that opens the fault, or one hit of it, in an editor like this one. */
export function copyLink(selection: Selection): Handler<'assertionContext.copyLink'> {
  return async (target) => {
    await env.clipboard.writeText(editorLink(linkedBy(groupOr(target, selection)), env.uriScheme));
    window.setStatusBarMessage(l10n.t('Link copied.'), 5_000);
  };
}
