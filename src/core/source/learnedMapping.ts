/** What a choice of the developer taught: paths that begin so in production lie below this folder of the workspace. */
export interface LearnedMapping {
  /** Ends with a slash, such as `/opt/shop/`. */
  from: string;
  /** The workspace folder's name. */
  folder: string;
  /** Ends with a slash, such as `src/`; empty for the folder itself. */
  to: string;
}

/** The mapping that turns the frame's path into the chosen one; null when not even the file's name agrees. */
export function learnMapping(path: string, chosen: { folder: string; path: string }): LearnedMapping | null {
  const theirs = path.replaceAll('\\', '/').split('/');
  const ours = chosen.path.split('/');
  let common = 0;
  while (common < Math.min(theirs.length, ours.length) && theirs.at(-1 - common) === ours.at(-1 - common)) common++;
  if (common === 0) return null;
  return { from: folderOf(theirs, common), folder: chosen.folder, to: folderOf(ours, common) };
}

/** Where the mapping says the frame's path lies in its folder; null when it does not speak of such paths. */
export function applyMapping(path: string, mapping: LearnedMapping): string | null {
  const unix = path.replaceAll('\\', '/');
  // A path that climbs out again lies elsewhere, whatever it begins with.
  if (!unix.startsWith(mapping.from) || unix.split('/').includes('..')) return null;
  return mapping.to + unix.slice(mapping.from.length);
}

function folderOf(segments: readonly string[], common: number): string {
  const kept = segments.slice(0, segments.length - common);
  return kept.length === 0 ? '' : `${kept.join('/')}/`;
}
