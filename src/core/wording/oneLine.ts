import { visible } from './visible.ts';

/** Log text for one line of at most so many characters: what acts is shown, runs of space are one, the end is cut. */
export function oneLine(text: string, most: number): string {
  // Nothing much longer than what is kept has to be looked at.
  const plain = visible(text.slice(0, 4 * most))
    .replaceAll(/\s+/g, ' ')
    .trim();
  const characters = Array.from(plain);
  return characters.length <= most && text.length <= 4 * most ? plain : `${characters.slice(0, most - 1).join('')}…`;
}
