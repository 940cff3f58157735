import { belowRoot, isLibraryPath } from '../python/applicationPath.ts';
import { applyMapping, type LearnedMapping } from './learnedMapping.ts';

/** A file of the workspace that may be the frame's. */
export interface CandidateFile {
  /** The workspace folder's name. */
  folder: string;
  /** Below that folder, with forward slashes. */
  path: string;
  tracked?: boolean;
}

/** What is known of the workspace. */
export interface Surroundings {
  /** Folders with `__init__.py`, `pyproject.toml` or `setup.py`, below their workspace folder. */
  packageRoots?: readonly { folder: string; path: string }[];
  /** Files chosen before, the newest first. */
  chosen?: readonly CandidateFile[];
  mappings?: readonly LearnedMapping[];
  ignoreCase?: boolean;
}

/** A candidate as it was judged. */
export interface Looked {
  file: CandidateFile;
  /** How many folders and the name agree, from the end. */
  common: number;
  because: string;
}

/** Which file a frame's path means, with all that was looked at, the best first. */
export type PathMatch =
  | { kind: 'one'; file: CandidateFile; because: string; looked: Looked[] }
  | { kind: 'several'; files: CandidateFile[]; because: string; looked: Looked[] }
  | { kind: 'library'; below: string; because: string; looked: Looked[] }
  | { kind: 'none'; because: string; looked: Looked[] };

/** Finds the frame's file among candidates by the longest common end of whole folders; then what else is known decides. */
export function matchPath(path: string, candidates: readonly CandidateFile[], known: Surroundings = {}): PathMatch {
  if (isLibraryPath(path))
    return {
      kind: 'library',
      below: belowRoot(path),
      because: 'It belongs to Python or to an installed package',
      looked: [],
    };
  const looked = candidates
    .map((file) => look(path, file, known))
    .filter(({ common }) => common > 0)
    .toSorted((a, b) => b.common - a.common || compare(marksOf(b.file, known), marksOf(a.file, known)));
  for (const mapping of known.mappings ?? []) {
    const mapped = applyMapping(path, mapping);
    const file = candidates.find((one) => one.folder === mapping.folder && one.path === mapped);
    if (file)
      return {
        kind: 'one',
        file,
        because: `You chose that ${mapping.from} is ${mapping.to || mapping.folder}`,
        looked,
      };
  }
  const [best, second] = looked;
  if (!best)
    return { kind: 'none', because: `No file of the workspace is called ${path.split(/[\\/]/).at(-1)}`, looked };
  if (best.common === 1 && segments(belowRoot(path)).length > 1 && segments(best.file.path).length > 1)
    return { kind: 'none', because: 'Only the name of the file agrees, no folder', looked };
  if (!second || best.common > second.common) return { kind: 'one', file: best.file, because: best.because, looked };
  const equals = looked.filter(
    (one) => one.common === best.common && compare(marksOf(one.file, known), marksOf(best.file, known)) === 0,
  );
  if (equals.length === 1)
    return { kind: 'one', file: best.file, because: `${best.because}, ${advantage(best, second, known)}`, looked };
  const files = equals.map(({ file }) => file);
  return { kind: 'several', files, because: `${files.length} files agree equally well: ${best.because}`, looked };
}

function look(path: string, file: CandidateFile, known: Surroundings): Looked {
  const [theirs, ours] = [segments(path), segments(file.path)].map((all) =>
    known.ignoreCase ? all.map((one) => one.toLowerCase()) : all,
  ) as [string[], string[]];
  let common = 0;
  while (common < Math.min(theirs.length, ours.length) && theirs.at(-1 - common) === ours.at(-1 - common)) common++;
  const end = segments(file.path).slice(-common).join('/');
  return { file, common, because: common > 0 ? `Both end with ${end}` : 'The names differ' };
}

const REASONS = ['it is near what you chose before', 'it lies in a package', 'git tracks it'] as const;

/** What speaks for a file, by weight, in the order of REASONS. */
function marksOf(file: CandidateFile, { chosen = [], packageRoots = [] }: Surroundings): number[] {
  const near = chosen.filter(({ folder }) => folder === file.folder).map((one) => sharedFolders(one.path, file.path));
  const inPackage = packageRoots.some(
    ({ folder, path }) => folder === file.folder && (path === '' || file.path.startsWith(`${path}/`)),
  );
  return [Math.max(0, ...near), Number(inPackage), Number(file.tracked ?? false)];
}

function advantage(best: Looked, second: Looked, known: Surroundings): string {
  const [ours, theirs] = [marksOf(best.file, known), marksOf(second.file, known)];
  return REASONS[ours.findIndex((mark, i) => mark !== theirs[i])] ?? '';
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [i, mark] of one.entries()) if (mark !== other[i]) return mark - (other[i] ?? 0);
  return 0;
}

/** One more than the folders two files share at their beginning, so that the same workspace folder counts. */
function sharedFolders(one: string, other: string): number {
  const [a, b] = [segments(one).slice(0, -1), segments(other).slice(0, -1)];
  const differs = a.findIndex((folder, i) => folder !== b[i]);
  return 1 + (differs < 0 ? a.length : differs);
}

/** Folders and name; `.` and `..` are no names and agree with nothing that lies in a workspace. */
function segments(path: string): string[] {
  return path
    .replaceAll('\\', '/')
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.');
}
