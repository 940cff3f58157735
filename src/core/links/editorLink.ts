import type { Linked } from './linked.ts';

/** The editors that can be asked for by name, and the scheme that opens each. */
export const EDITORS = [
  { name: 'VS Code', scheme: 'vscode' },
  { name: 'VS Code Insiders', scheme: 'vscode-insiders' },
  { name: 'Cursor', scheme: 'cursor' },
  { name: 'VSCodium', scheme: 'vscodium' },
] as const;

/** Publisher and name of the extension, as editors address it. */
export const EXTENSION_ID = 'assertion-context.assertion-context';

/** The address that opens a traceback or a group in an editor: `vscode://assertion-context.assertion-context/group/…`. */
export function editorLink(linked: Linked, scheme: string): string {
  return `${scheme}://${EXTENSION_ID}${linkedPath(linked)}`;
}

/** `/traceback/<id>` or `/group/<fingerprint>`, percent-encoded. */
export function linkedPath(linked: Linked): string {
  return linked.kind === 'group'
    ? `/group/${encodeURIComponent(linked.fingerprint)}`
    : `/traceback/${encodeURIComponent(linked.id)}`;
}
