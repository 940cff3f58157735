import { extensions, Uri, workspace } from 'vscode';
import type { Surroundings } from '../core/source/matchPath.ts';
import type { FoundFile } from './candidates.ts';
import { exists } from './readDocument.ts';

const PACKAGE_FILES = ['__init__.py', 'pyproject.toml', 'setup.py'];

/** What we use of the API of VS Code's own git extension, version 1. */
interface Git {
  getAPI(version: 1): { getRepository(uri: Uri): Repository | null };
}

interface Repository {
  rootUri: Uri;
  getObjectDetails(treeish: string, path: string): Promise<unknown>;
}

/** The nearest folder of a package or project that each file lies in. Asked only when several files agree equally well. */
export async function packageRoots(files: readonly FoundFile[]): Promise<NonNullable<Surroundings['packageRoots']>> {
  const roots = new Map<string, { folder: string; path: string }>();
  for (const { uri, folder, path } of files) {
    const root = workspace.getWorkspaceFolder(uri);
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (!root || roots.has(`${folder}/${parent}`)) continue;
    const there = await Promise.all(PACKAGE_FILES.map((name) => exists(Uri.joinPath(root.uri, parent, name))));
    if (there.includes(true)) roots.set(`${folder}/${parent}`, { folder, path: parent });
  }
  return [...roots.values()];
}

/** The files with whether git knows them, where VS Code's git extension runs; as they are otherwise. */
export async function withTracked(files: readonly FoundFile[]): Promise<FoundFile[]> {
  const git = extensions.getExtension<Git>('vscode.git');
  if (!git?.isActive) return [...files];
  return Promise.all(files.map(async (file) => ({ ...file, tracked: await isTracked(git.exports, file.uri) })));
}

async function isTracked(git: Git, uri: Uri): Promise<boolean> {
  try {
    const repository = git.getAPI(1).getRepository(uri);
    if (!repository) return false;
    await repository.getObjectDetails('HEAD', uri.fsPath);
    return true;
  } catch {
    // Git has no such file in its last commit, or is switched off: then it speaks for none.
    return false;
  }
}
