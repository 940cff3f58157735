import { belowRoot, isLibraryPath } from '../python/applicationPath.ts';
import type { CandidateFile, PathMatch } from './matchPath.ts';
import { foldersShared, segments } from './pathSegments.ts';

/** The folder that a renamed file may still lie in, or below; undefined for a file that lay in no folder. */
export function folderToSearch(path: string): string | undefined {
  const below = segments(belowRoot(path));
  return isLibraryPath(path) ? undefined : below.at(-2);
}

/**
 * When no file has the frame's name: those that lie in its folders, for `decideByText`. A module that became a package
 * (`cart.py`, now `cart/total.py`) comes first.
 */
export function matchRenamed(path: string, candidates: readonly CandidateFile[]): PathMatch {
  const below = segments(belowRoot(path));
  const name = below.at(-1) ?? path;
  const folders = [...below.slice(0, -1), name.replace(/\.\w+$/, '')];
  const looked = candidates
    .map((file) => {
      const shared = foldersShared(folders, segments(file.path).slice(0, -1), false);
      return { file, common: 0, shared, because: `It lies in ${shared} of the frame’s folders` };
    })
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared);
  const because = `No file is called ${name} any more`;
  if (looked.length === 0) return { kind: 'none', because, looked };
  return { kind: 'unsure', files: looked.map(({ file }) => file), because, looked };
}
