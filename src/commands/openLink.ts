import { env, l10n, window } from 'vscode';
import { parseLink, type ParsedLink } from '../core/links/parseLink.ts';
import type { Handler } from './commandMap.ts';
import { messageText } from '../core/wording/messageText.ts';

/** Asks for a link, the clipboard's filled in when it is one, and follows it: for browsers that do not know the editor. */
export function openLink(follow: (link: ParsedLink) => Promise<void>): Handler<'assertionContext.openLink'> {
  return async () => {
    const copied = await env.clipboard.readText();
    const text = await window.showInputBox({
      title: l10n.t('Open a link to a fault or a traceback'),
      prompt: l10n.t('From the companion site, Papertrail, or Copy Link of another editor.'),
      ...(parseLink(copied).kind !== 'none' && { value: copied.trim() }),
      validateInput: (typed) => {
        const link = parseLink(typed);
        return typed !== '' && link.kind === 'none' ? messageText(link.because) : undefined;
      },
    });
    if (text !== undefined && text !== '') await follow(parseLink(text));
  };
}
