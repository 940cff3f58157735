import { belowRoot, isLibraryPath } from '../python/applicationPath.ts';
import { framePath } from './framePath.ts';

/** Where an interpreter keeps what it imports. Absolute paths, with forward slashes or backslashes. */
export interface InterpreterFolders {
  /** Installed packages: `…/lib/python3.12/site-packages`. */
  packages: readonly string[];
  /** Python's own library: `…/lib/python3.12`. */
  library: readonly string[];
}

/** Where a file that Python or an installed package brought along may lie today, the likeliest first; empty for any other. */
export function libraryCandidates(path: string, { packages, library }: InterpreterFolders): string[] {
  const named = framePath(path);
  if (named.kind === 'none' || !isLibraryPath(named.path)) return [];
  // Launchers, such as /usr/bin/celery, are no modules.
  if (/\/s?bin\/[^/]+$|\/Scripts\/[^/]+$/.test(named.path)) return [];
  const below = belowRoot(named.path);
  if (below.startsWith('/') || /^[A-Za-z]:/.test(below)) return [];
  const installed = INSTALLED.test(named.path);
  const folders = installed ? [...packages, ...library] : [...library, ...packages];
  // The recording machine's own path is the likeliest where it is this machine.
  const same = [...packages, ...library].some((folder) => named.path.startsWith(`${slashed(folder)}/`));
  return [...new Set([...(same ? [named.path] : []), ...folders.map((folder) => `${slashed(folder)}/${below}`)])];
}

/** Whether a library's path is an installed package's rather than of Python's own library. */
export function isInstalled(path: string): boolean {
  return INSTALLED.test(path.replaceAll('\\', '/'));
}

const INSTALLED = /(?:^|\/)(?:site|dist)-packages\/|\.(?:egg|whl)\//;

function slashed(folder: string): string {
  return folder.replaceAll('\\', '/').replace(/\/+$/, '');
}
