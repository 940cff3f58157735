import { type Uri, workspace } from 'vscode';
import type { CandidateFile } from '../core/source/matchPath.ts';
import { folderName } from './folderName.ts';

/** A file of the workspace, and where it is. */
export interface FoundFile extends CandidateFile {
  uri: Uri;
}

/** Those that lie in a folder of the workspace. */
export function candidates(uris: readonly Uri[]): FoundFile[] {
  return uris.flatMap((uri) => {
    const folder = workspace.getWorkspaceFolder(uri);
    return folder ? [{ folder: folderName(folder), path: workspace.asRelativePath(uri, false), uri }] : [];
  });
}

/** A file as the reader knows it: below its folder, which is named where there are several. */
export function shownFile({ folder, path }: CandidateFile): string {
  return (workspace.workspaceFolders?.length ?? 0) > 1 ? `${folder}/${path}` : path;
}
