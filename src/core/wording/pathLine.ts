import { cutMiddle } from './cutMiddle.ts';
import { visible } from './visible.ts';

/** A path for one line of at most so many characters: what acts is shown, runs of space are one, the middle is cut. */
export function pathLine(path: string, most: number): string {
  return cutMiddle(visible(path).replaceAll(/\s+/g, ' '), most);
}
