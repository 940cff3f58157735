import { CursorError } from './store.ts';

/** What a page's successor needs: where the page ended. */
export type Position = (string | number)[];

/** Remembers a position and which list it is of: a page of another list refuses it. Safe in an address. */
export function encodeCursor(list: object, position: Position): string {
  const bytes = new TextEncoder().encode(JSON.stringify([hash(list), ...position]));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The position in a cursor, of the shape given by example. Throws CursorError when the cursor is another list's or nobody's. */
export function decodeCursor<const P extends readonly (string | number)[]>(
  cursor: string,
  list: object,
  example: P,
): { -readonly [N in keyof P]: P[N] extends string ? string : number } {
  const parts = parse(cursor);
  const position = Array.isArray(parts) ? parts.slice(1) : [];
  const fits = position.length === example.length && example.every((part, n) => typeof position[n] === typeof part);
  if (!Array.isArray(parts) || !fits || parts[0] !== hash(list)) {
    throw new CursorError('This page belongs to another list. Start again from the first page.');
  }
  return position as { -readonly [N in keyof P]: P[N] extends string ? string : number };
}

function parse(cursor: string): unknown {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
  } catch {
    // Whatever is wrong with its form, it is no cursor of ours.
    return undefined;
  }
}

/** FNV-1a over the list's JSON, keys in order; guards against mistakes, not against attackers. */
function hash(list: object): string {
  let value = 0x811c9dc5;
  for (const char of JSON.stringify(sorted(list)))
    value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value.toString(36);
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => [key, sorted(part)]);
}
