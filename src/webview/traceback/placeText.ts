import type { Place } from '../../core/source/place.ts';

/** Where a frame leads, for beside it: `exact`, `line 88, moved from line 81: …`. */
export function placeText({ kind, line, because }: Place): string {
  if (kind === 'exact') return 'exact';
  // What the line was stands below it anyway.
  const why = because.replace(/; it was: .*$/s, '');
  return `line ${line}, ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
}
