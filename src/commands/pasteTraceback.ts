import { env, l10n, window } from 'vscode';
import type { LocalArchives } from '../archive/localArchives.ts';
import { counted } from '../core/wording/number.ts';
import type { Handler } from './commandMap.ts';

/** Takes in the tracebacks of the selection, or of the clipboard, and shows them: `show` gets the ids, the first in the text first. */
export function pasteTraceback(
  archives: LocalArchives,
  show: (ids: readonly string[]) => Promise<void>,
): Handler<'assertionContext.pasteTraceback'> {
  return async () => {
    const selected = selectedText();
    const text = selected === '' ? await env.clipboard.readText() : selected;
    const where = selected === '' ? l10n.t('the clipboard') : l10n.t('the selection');
    if (text.trim() === '') throw new Error(l10n.t('There is no text in {0}: copy a traceback first.', where));
    const { ids } = await archives.paste(text);
    if (ids.length === 0) throw new Error(nothingFound(text, where));
    await show(ids);
  };
}

function selectedText(): string {
  const editor = window.activeTextEditor;
  return editor ? editor.selections.map((selection) => editor.document.getText(selection)).join('\n') : '';
}

function nothingFound(text: string, where: string): string {
  const lines = counted(text.trimEnd().split('\n').length, 'line');
  return l10n.t(
    'There is no Python traceback in {0} ({1}): neither “Traceback (most recent call last):” nor entries such as “File "cart.py", line 63, in total” with an exception below them.',
    where,
    lines,
  );
}
