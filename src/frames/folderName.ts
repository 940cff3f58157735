import { type Uri, workspace, type WorkspaceFolder } from 'vscode';

/**
 * What a folder of the workspace is called in settings, questions and explanations: its name, or the end of its path where
 * another folder has the same name.
 */
export function folderName({ name, uri }: WorkspaceFolder): string {
  const folders = workspace.workspaceFolders ?? [];
  const alike = folders.filter((other) => other.name === name && other.uri.toString() !== uri.toString());
  return alike.length === 0 ? name : ownEnd(uri, alike);
}

function ownEnd(uri: Uri, others: readonly WorkspaceFolder[]): string {
  const parts = uri.path.split('/').filter((part) => part !== '');
  for (let count = 2; count <= parts.length; count++) {
    const end = parts.slice(-count).join('/');
    if (!others.some((other) => other.uri.path.endsWith(`/${end}`))) return end;
  }
  return uri.toString(true);
}
