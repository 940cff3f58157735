/**
 * A sentence as the editor's messages can show it: they take `[words](command:…)` for a link that runs something, which
 * nothing that comes from a log or a file may become.
 */
export function messageText(sentence: string): string {
  return sentence.replaceAll('](', '] (');
}
