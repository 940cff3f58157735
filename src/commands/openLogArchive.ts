import { commands, l10n, Uri, window } from 'vscode';
import type { LocalArchives } from '../archive/localArchives.ts';
import { offeredUri } from '../archive/offeredArchive.ts';
import type { Handler } from './commandMap.ts';

/** Opens the archives chosen in the explorer, or asks for some, and shows the view that lists what is in them. */
export function openLogArchive(archives: LocalArchives): Handler<'assertionContext.openLogArchive'> {
  return async (uri, uris) => {
    // From the view's title it gets the focused row.
    const handed = [...(uris ?? []), uri].filter((each) => each instanceof Uri);
    const chosen = new Map(handed.map((each) => [each.toString(), each]));
    const rows = await archives.open([...(chosen.size > 0 ? chosen.values() : await chooseArchives())].map(offeredUri));
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
