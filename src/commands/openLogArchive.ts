import { commands, l10n, window, type Uri } from 'vscode';
import type { LocalArchives } from '../archive/localArchives.ts';
import { offeredUri } from '../archive/offeredArchive.ts';
import type { Handler } from './commandMap.ts';

/** Opens the archives chosen in the explorer, or asks for some, and shows the view that lists what is in them. */
export function openLogArchive(archives: LocalArchives): Handler<'assertionContext.openLogArchive'> {
  return async (uri, uris) => {
    const chosen = uris && uris.length > 0 ? uris : uri ? [uri] : await chooseArchives();
    const rows = await archives.open(chosen.map(offeredUri));
    if (rows.some(({ tracebacks }) => tracebacks > 0))
      await commands.executeCommand('assertionContext.tracebacks.focus');
  };
}

async function chooseArchives(): Promise<readonly Uri[]> {
  const chosen = await window.showOpenDialog({
    title: l10n.t('Open log archives'),
    openLabel: l10n.t('Open'),
    canSelectMany: true,
    // Dialogs match the last part of a name only: .tsv.gz is a gz.
    filters: { [l10n.t('Papertrail archives')]: ['tsv', 'gz'], [l10n.t('All files')]: ['*'] },
  });
  return chosen ?? [];
}
