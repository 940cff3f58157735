/** A piece of a text that is shown, and whether it is what was looked for. */
export interface TextPart {
  text: string;
  found: boolean;
}

/** Gives a text in pieces, those that say what is looked for marked; upper and lower case are alike. */
export function textFinder(find: string): (text: string) => TextPart[] {
  if (find === '') return (text) => [{ text, found: false }];
  const expression = new RegExp(`(${find.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)})`, 'iu');
  // A text that is split at a group has what the group found at every second place.
  return (text) => text.split(expression).map((part, index) => ({ text: part, found: index % 2 === 1 }));
}

/** Whether a text has what was looked for. */
export function hasFound(parts: readonly TextPart[]): boolean {
  return parts.some(({ found }) => found);
}
