/** What a choice of the developer taught: paths that begin so in production lie below this folder of the workspace. */
export interface LearnedMapping {
  /**
   * Ends with a slash, such as `/opt/shop/`; `*` stands for any one folder, such as a release's. Without a slash at its
   * end it is the path of one file.
   */
  from: string;
  /** The workspace folder's name; absent for any. */
  folder?: string;
  /** Below the workspace folder; ends with a slash, such as `src/`, or is empty for the folder itself. */
  to: string;
}

/** Where a mapping says that a path lies. */
export interface MappedPath {
  mapping: LearnedMapping;
  folder?: string;
  path: string;
}

/** The mapping that turns the frame's path into the chosen one; of that file only when not even its name agrees. */
export function learnMapping(path: string, chosen: { folder: string; path: string }): LearnedMapping {
  const theirs = path.replaceAll('\\', '/').split('/');
  const ours = chosen.path.split('/');
  let common = 0;
  while (common < Math.min(theirs.length, ours.length) && theirs.at(-1 - common) === ours.at(-1 - common)) common++;
  if (common === 0) return { from: pattern(theirs).join('/'), folder: chosen.folder, to: chosen.path };
  return {
    from: folderOf(pattern(theirs), common),
    folder: chosen.folder,
    to: folderOf(ours, common),
  };
}

/** The list with one more mapping: it takes the place of what was said of the same beginning before. */
export function mergeMapping(mappings: readonly LearnedMapping[], learned: LearnedMapping): LearnedMapping[] {
  const at = mappings.findIndex(({ from }) => from === learned.from);
  const others = mappings.filter(({ from }) => from !== learned.from);
  return at < 0 ? [...others, learned] : others.toSpliced(at, 0, learned);
}

/** Where the mappings say that the frame's path lies, the longest beginning first; none where they do not speak of it. */
export function applyMappings(path: string, mappings: readonly LearnedMapping[]): MappedPath[] {
  return mappings
    .flatMap((mapping) => {
      const mapped = applyMapping(path, mapping);
      return mapped === null
        ? []
        : [{ mapping, path: mapped, ...(mapping.folder === undefined ? {} : { folder: mapping.folder }) }];
    })
    .toSorted((a, b) => b.mapping.from.length - a.mapping.from.length);
}

/** Where the mapping says the frame's path lies in its folder; null when it does not speak of such paths. */
export function applyMapping(path: string, { from, to }: LearnedMapping): string | null {
  const theirs = path.replaceAll('\\', '/').split('/');
  const begins = from.split('/');
  // A path that climbs out again lies elsewhere, whatever it begins with.
  if (theirs.includes('..') || begins.length > theirs.length) return null;
  const one = begins.at(-1) !== '';
  if (one ? begins.length !== theirs.length : begins.length < 2) return null;
  const folders = one ? begins : begins.slice(0, -1);
  const agrees = folders.every((folder, i) => folder === '*' || same(folder, theirs[i] ?? '', theirs));
  if (!agrees) return null;
  return one ? to : to + theirs.slice(folders.length).join('/');
}

/** Windows, whose paths begin with a drive, tells no case. */
function same(one: string, other: string, path: readonly string[]): boolean {
  return one === other || (/^[A-Za-z]:$/.test(path[0] ?? '') && one.toLowerCase() === other.toLowerCase());
}

/** A release's folder (a date, a number, a version, a commit) has another name next week. */
function pattern(folders: readonly string[]): string[] {
  return folders.map((folder, i) => (i > 0 && i < folders.length - 1 && RELEASE.test(folder) ? '*' : folder));
}

const RELEASE = /^(?:[\dTZ_.:-]{6,}|v?\d+(?:\.\d+)+\S*|(?=[a-f]*\d)[\da-f]{7,40})$/;

function folderOf(segments: readonly string[], common: number): string {
  const kept = segments.slice(0, segments.length - common);
  return kept.length === 0 ? '' : `${kept.join('/')}/`;
}
