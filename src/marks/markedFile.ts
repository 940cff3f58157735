import { type TextDocument, workspace } from 'vscode';
import type { CandidateFile } from '../core/source/matchPath.ts';
import { folderName } from '../frames/folderName.ts';

/** Reading a longer text would hold up the editor's extensions; nobody wrote it by hand. */
const MOST_LINES = 50_000;

/**
 * The file that a document shows, as frames' paths are matched with. Undefined for what no frame means: other languages, new
 * and other versions of files (untitled:, git:), and what lies outside the workspace.
 */
export function markedFile(document: TextDocument): CandidateFile | undefined {
  if (document.languageId !== 'python' || document.isUntitled || document.lineCount > MOST_LINES) return undefined;
  const folder = workspace.getWorkspaceFolder(document.uri);
  return folder && { folder: folderName(folder), path: workspace.asRelativePath(document.uri, false) };
}
