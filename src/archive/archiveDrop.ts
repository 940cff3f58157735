import { type DataTransfer, type DataTransferFile, type TreeDragAndDropController, Uri, window } from 'vscode';
import { isArchiveName } from '../core/papertrail/archiveName.ts';
import { errorSentence } from '../core/wording/errorSentence.ts';
import { messageText } from '../core/wording/messageText.ts';
import { offeredFile, offeredUri, type OfferedArchive } from './offeredArchive.ts';

const FILES = 'files';
const URIS = 'text/uri-list';

/** Opens archives that are dropped on a tree, from the explorer or from outside the editor. Nothing can be dragged out of it. */
export function archiveDropController<Node>(
  open: (offered: readonly OfferedArchive[]) => Promise<unknown>,
): TreeDragAndDropController<Node> {
  return {
    dropMimeTypes: [URIS, FILES],
    dragMimeTypes: [],
    handleDrop: async (_target, dropped, token) => {
      // Nobody else tells what goes wrong with a drop.
      try {
        const offered = await offeredBy(dropped);
        if (!token.isCancellationRequested) await open(offered);
      } catch (error) {
        void window.showErrorMessage(messageText(errorSentence(error)));
      }
    },
  };
}

/**
 * The files that were dropped; a file from outside comes as an address too, which may be of another machine than the
 * extension's. Throws, in one sentence, when there is none.
 */
async function offeredBy(dropped: DataTransfer): Promise<OfferedArchive[]> {
  const files: DataTransferFile[] = [];
  for (const [, item] of dropped) {
    const file = item.asFile();
    if (file) files.push(file);
  }
  if (files.length > 0) return preferred(files.map(offeredFile));
  const list = (await dropped.get(URIS)?.asString()) ?? '';
  const uris = list.split(/\r?\n/).filter((line) => URL.canParse(line));
  if (uris.length === 0)
    throw new Error('What was dropped is no file. Drop Papertrail archives here: .tsv or .tsv.gz, several at once.');
  return preferred(uris.map((uri) => offeredUri(Uri.parse(uri, true))));
}

/** Of several files those that are named as archives are; what is dropped alone is tried whatever its name. */
function preferred(offered: OfferedArchive[]): OfferedArchive[] {
  const archives = offered.filter(({ path }) => isArchiveName(path));
  return archives.length > 0 ? archives : offered.slice(0, 1);
}
