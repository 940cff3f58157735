const TOKEN = /\w+|[^\s\w]/g;

/** The same for texts that differ only in blanks, kinds of quotes and commas before a closing bracket. */
export function unformatted(code: string): string {
  return code
    .replaceAll(/\s+/g, '')
    .replaceAll("'", '"')
    .replaceAll(/,(?=[)\]}])/g, '');
}

/** How alike two lines of source are, from 0 to 1: the share of words and signs they have in common (Dice's coefficient). */
export function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  const left = new Map<string, number>();
  for (const token of one) left.set(token, (left.get(token) ?? 0) + 1);
  let common = 0;
  for (const token of other) {
    const count = left.get(token) ?? 0;
    if (count === 0) continue;
    left.set(token, count - 1);
    common += weight(token);
  }
  return (2 * common) / (total(one) + total(other));
}

/** Words and signs of a line. */
export function tokens(code: string): string[] {
  return code.match(TOKEN) ?? [];
}

function total(all: readonly string[]): number {
  return all.reduce((sum, token) => sum + weight(token), 0);
}

/** Names say more than brackets and commas. */
function weight(token: string): number {
  return /\w/.test(token) ? 1 : 0.25;
}
