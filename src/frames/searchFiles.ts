import { CancellationTokenSource, type Uri, workspace } from 'vscode';

/** Milliseconds for a search of folders that are no files of this machine. */
const MOST_WAITING = 2_000;

/**
 * `findFiles`, with an end where it has none: in a workspace whose folders nobody can search VS Code waits for good for
 * somebody who can. Undefined then.
 */
export async function searchFiles(
  glob: string,
  excluded: string | undefined,
  most: number,
): Promise<readonly Uri[] | undefined> {
  const searchable = workspace.workspaceFolders?.some(({ uri }) => uri.scheme === 'file') ?? true;
  if (searchable) return workspace.findFiles(glob, excluded, most);
  const source = new CancellationTokenSource();
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), MOST_WAITING);
  try {
    return await Promise.race([workspace.findFiles(glob, excluded, most, source.token), promise]);
  } finally {
    clearTimeout(timer);
    source.cancel();
    source.dispose();
  }
}
