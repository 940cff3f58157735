import { belowRoot, isLibraryPath } from '../python/applicationPath.ts';
import { isInstalled } from './libraryCandidates.ts';
import { commonEnd, foldersShared, segments, sharedBeginning } from './pathSegments.ts';

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
  /** Also done for paths with a drive's letter. */
  ignoreCase?: boolean;
}

/** A candidate as it was judged. */
export interface Looked {
  file: CandidateFile;
  /** How many folders and the name agree, from the end. */
  common: number;
  /** How many of the frame's folders it lies in, in whatever depth, in order. */
  shared: number;
  because: string;
}

/**
 * Which file a frame's path means, with all that was looked at, the best first. `unsure`: the path alone does not say;
 * files that hold the frame's code can be it (`decideByText`).
 */
export type PathMatch =
  | { kind: 'one'; file: CandidateFile; because: string; looked: Looked[] }
  | { kind: 'several' | 'unsure'; files: CandidateFile[]; because: string; looked: Looked[] }
  | { kind: 'none'; because: string; looked: Looked[] };

/** Finds the frame's file among candidates by the longest common end of whole folders; then what else is known decides. */
export function matchPath(path: string, candidates: readonly CandidateFile[], known: Surroundings = {}): PathMatch {
  const below = segments(belowRoot(path));
  const ignoreCase = known.ignoreCase ?? /^[A-Za-z]:[\\/]/.test(path);
  const looked = candidates
    .map((file) => look(segments(path), file, ignoreCase))
    .filter(({ common }) => common > 0)
    .toSorted((a, b) => compare(rank(b, below, known), rank(a, below, known)));
  const [best, second] = looked;
  if (!best) return { kind: 'none', because: `No file of the workspace is called ${below.at(-1) ?? path}`, looked };
  if (isLibraryPath(path)) return ofLibrary(path, below, looked);
  if (best.common === 1 && below.length > 1 && segments(best.file.path).length > 1) {
    const files = looked.map(({ file }) => file);
    return { kind: 'unsure', files, because: 'Only the name of the file agrees, not its folder', looked };
  }
  if (!second || best.common > second.common) return { kind: 'one', file: best.file, because: best.because, looked };
  const bestRank = rank(best, below, known);
  const equals = looked.filter((one) => compare(rank(one, below, known), bestRank) === 0);
  if (equals.length === 1) {
    const advantage = REASONS[bestRank.findIndex((mark, i) => mark !== rank(second, below, known)[i])] ?? '';
    return { kind: 'one', file: best.file, because: `${best.because}, ${advantage}`, looked };
  }
  const files = equals.map(({ file }) => file);
  return { kind: 'several', files, because: `${files.length} files agree equally well: ${best.because}`, looked };
}

/** The team's own code may be installed in production: then the whole path below site-packages agrees. */
function ofLibrary(path: string, below: readonly string[], looked: Looked[]): PathMatch {
  const whole = isInstalled(path) && below.length > 1 ? looked.filter(({ common }) => common >= below.length) : [];
  const [best] = whole;
  if (best && whole.length === 1) return { kind: 'one', file: best.file, because: best.because, looked };
  const because = 'It belongs to Python or to an installed package';
  if (best) return { kind: 'several', files: whole.map(({ file }) => file), because: best.because, looked };
  return { kind: 'none', because, looked };
}

function look(theirs: string[], file: CandidateFile, ignoreCase: boolean): Looked {
  const ours = segments(file.path);
  const common = commonEnd(theirs, ours, ignoreCase);
  const shared = foldersShared(theirs.slice(0, -1), ours.slice(0, -1), ignoreCase);
  const because = common > 0 ? `Both end with ${ours.slice(-common).join('/')}` : 'The names differ';
  return { file, common, shared, because };
}

const REASONS = [
  '',
  'more of its folders agree',
  'it lies where the path begins',
  'it is near what you chose before',
  'it lies in a package',
  'git tracks it',
] as const;

/** What speaks for a file, by weight, in the order of REASONS. */
function rank(
  { file, common, shared }: Looked,
  below: readonly string[],
  { chosen = [], packageRoots = [] }: Surroundings,
): number[] {
  const near = chosen.filter(({ folder }) => folder === file.folder).map((one) => sharedBeginning(one.path, file.path));
  const inPackage = packageRoots.some(
    ({ folder, path }) => folder === file.folder && (path === '' || file.path.startsWith(`${path}/`)),
  );
  const whole = segments(file.path).length === Math.min(common, below.length);
  return [common, shared, Number(whole), Math.max(0, ...near), Number(inPackage), Number(file.tracked ?? false)];
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [i, mark] of one.entries()) if (mark !== other[i]) return mark - (other[i] ?? 0);
  return 0;
}
