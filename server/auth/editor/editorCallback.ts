import { EXTENSION_ID } from '../../../src/core/links/editorLink.ts';
import { isLoopback } from '../../../src/stores/companion/loopback.ts';

/** Where an editor wants its code sent, or the sentence that says why nothing is sent there. */
export type EditorCallback =
  /** `source`: the address as a Content-Security-Policy names it. */
  { kind: 'allowed'; url: URL; name: string; source: string } | { kind: 'refused'; because: string };

/** Schemes that operating systems hand to an editor, and what it is called. */
const EDITORS: Readonly<Record<string, string>> = {
  vscode: 'VS Code',
  'vscode-insiders': 'VS Code Insiders',
  'code-oss': 'Code - OSS',
  vscodium: 'VSCodium',
  'vscodium-insiders': 'VSCodium Insiders',
  cursor: 'Cursor',
  windsurf: 'Windsurf',
  positron: 'Positron',
  trae: 'Trae',
  kiro: 'Kiro',
  antigravity: 'Antigravity',
};

/**
 * Judges the address that an editor made with `asExternalUri`, as it is or as base64url. Two kinds are sent a code: an editor's own scheme with this
 * extension in it, which no web page can receive; and this machine's loopback, where editors in a browser and remote ones
 * take it (RFC 8252, section 7.3). A code that another program there might catch is worth nothing without the editor's verifier.
 */
export function editorCallback(given: string): EditorCallback {
  const text = given.includes(':') ? given : Buffer.from(given, 'base64url').toString();
  const url = URL.parse(text);
  const scheme = url?.protocol.slice(0, -1) ?? '';
  if (!url || url.username !== '' || url.password !== '' || url.hash !== '')
    return { kind: 'refused', because: `“${text.slice(0, 100)}” is no address that an editor could be reached at.` };
  const name = Object.hasOwn(EDITORS, scheme) ? EDITORS[scheme] : undefined;
  if (name !== undefined)
    return url.host.toLowerCase() === EXTENSION_ID && url.pathname === '/signed-in'
      ? { kind: 'allowed', url, name, source: `${scheme}:` }
      : { kind: 'refused', because: `“${text.slice(0, 100)}” belongs to another extension than Assertion Context.` };
  if (/^https?$/.test(scheme) && isLoopback(url.hostname))
    return { kind: 'allowed', url, name: 'the editor on your own machine', source: url.origin };
  return {
    kind: 'refused',
    because: `A code for an editor is sent to an editor on your own machine only, not to “${(url.host || url.protocol).slice(0, 100)}”. Where your editor is reached by a public address, set a token of the page Tokens in it.`,
  };
}

/** The address with the code and the state after what it has: an editor finds its window by that, however it is written. */
export function answered({ href, search }: URL, code: string, state: string): string {
  const given = new URLSearchParams({ code, state }).toString();
  return `${href.replace(/\?$/, '')}${search === '' ? '?' : '&'}${given}`;
}
