import { visible } from '../wording/visible.ts';
import { maskSecrets } from './secrets.ts';

/** Jira takes 255 characters, without line breaks. */
const LONGEST = 250;

/**
 * A ticket's title: the traceback's last line, with the line before it when the last one is a single word; cut at
 * 250 characters on a word, its secrets masked.
 */
export function ticketTitle(traceback: string): string {
  const lines = maskSecrets(traceback)
    .text.split(/[\n\r\u2028\u2029]+/)
    .map((line) => visible(line).replaceAll(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  const last = lines.at(-1) ?? 'Traceback';
  const before = last.includes(' ') ? undefined : lines.at(-2);
  return cutOnWord(before === undefined ? last : `${before} ${last}`, LONGEST);
}

/** At most so many characters: the end is cut at a space, or within a word that would take half of the rest along. */
function cutOnWord(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1);
  const space = text[most - 1] === ' ' ? most - 1 : kept.lastIndexOf(' ');
  // Half a surrogate pair is no character.
  const whole = (space > most / 2 ? kept.slice(0, space) : kept).replace(/[\uD800-\uDBFF]$/, '');
  return `${whole.trimEnd()}…`;
}
