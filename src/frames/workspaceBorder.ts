import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { type Uri, workspace } from 'vscode';

/** Where a file really lies. */
export interface RealPlace {
  inside: boolean;
  /** Its path after symbolic links, as the reader's system writes it. */
  path: string;
}

/**
 * Whether a file lies in the workspace, or below one of the other folders that count as inside: decided on real paths, after
 * symbolic links. On a virtual workspace its folders decide, there are no links. Throws when there is no such file.
 */
export async function realPlace(uri: Uri, others: readonly string[] = []): Promise<RealPlace> {
  if (uri.scheme !== 'file')
    return { inside: workspace.getWorkspaceFolder(uri) !== undefined, path: uri.toString(true) };
  const path = await realpath(uri.fsPath);
  const folders = (workspace.workspaceFolders ?? []).flatMap((folder) =>
    folder.uri.scheme === 'file' ? [folder.uri.fsPath] : [],
  );
  for (const folder of [...folders, ...others]) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined && isBelow(path, real)) return { inside: true, path };
  }
  return { inside: false, path };
}

/** Windows tells no case. */
function isBelow(path: string, folder: string): boolean {
  const [file, root] = sep === '\\' ? [path.toLowerCase(), folder.toLowerCase()] : [path, folder];
  return file.startsWith(root.endsWith(sep) ? root : root + sep);
}
