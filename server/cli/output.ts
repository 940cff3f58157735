import { visible } from '../../src/core/wording/visible.ts';

/**
 * Writes a line, or several joined by line feeds, to stdout. Log text is hostile: what would act on the terminal, or
 * turn the direction of writing, is shown instead.
 */
export function print(text: string): void {
  process.stdout.write(`${visible(text)}\n`);
}

/** Writes a line for the person at the terminal to stderr, where it is not in the way of a pipe; log text in it is inert. */
export function say(text: string): void {
  process.stderr.write(`${visible(text)}\n`);
}

/** Writes a value as one line of JSON to stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${inertJson(value)}\n`);
}

/**
 * A value as JSON. JSON escapes the C0 controls only: the others that act on a terminal are escaped here, so that the
 * value stays the same.
 */
export function inertJson(value: unknown): string {
  return JSON.stringify(value).replace(ACTING, escaped);
}

const ACTING = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
