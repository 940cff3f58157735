import { oneLine } from '../wording/oneLine.ts';
import { EXTENSION_ID } from './editorLink.ts';
import type { Linked } from './linked.ts';

/** What a pasted or clicked address leads to, or one sentence that says why it leads nowhere. */
export type ParsedLink = Linked | { kind: 'none'; because: string };

/** Ids are a log line's digits with `-u` or `.2` after them; fingerprints are words of hex digits with a version. */
const ID = /^\d{1,20}(?:-u)?(?:\.\d{1,4})?$/;
const FINGERPRINT = /^[\w.:-]{1,100}$/;
/** Characters of an address that a sentence quotes. */
const LONGEST = 80;

/**
 * Understands the extension's own links in any editor's scheme, pages of the companion site, and Papertrail's links to a
 * log line (the line that names the exception is the traceback's id). Spaces and brackets around it are passed over.
 */
export function parseLink(text: string): ParsedLink {
  const address = text.trim().replace(/^[<("'[]+|[>)"'\].,]+$/g, '');
  if (ID.test(address)) return { kind: 'traceback', id: address };
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return none('This is no link. A link to a traceback or a fault begins with vscode:// or https://.');
  if (url.protocol === 'http:' || url.protocol === 'https:') return fromWeb(url);
  if (url.host.toLowerCase() !== EXTENSION_ID)
    return none(
      `This link is for something else (${oneLine(url.host || url.protocol, LONGEST)}), not for Assertion Context.`,
    );
  return fromPath(url.pathname);
}

/** The same for the path of a link that the editor has already found to be ours. */
export function fromPath(path: string): ParsedLink {
  const [, what = '', name = '', ...more] = path.split('/');
  const decoded = decode(name);
  if (more.length === 0 && /^groups?$/.test(what) && FINGERPRINT.test(decoded))
    return { kind: 'group', fingerprint: decoded };
  if (more.length === 0 && /^tracebacks?$/.test(what) && ID.test(decoded)) return { kind: 'traceback', id: decoded };
  return none(
    `This link names no traceback and no fault: ${oneLine(path, LONGEST)}. It should end in /traceback/ID or /group/FINGERPRINT.`,
  );
}

function fromWeb(url: URL): ParsedLink {
  const focus = url.searchParams.get('focus');
  if (focus !== null && ID.test(focus)) return { kind: 'traceback', id: focus };
  const page = /\/(?:groups|tracebacks)\/[^/]*$/.exec(url.pathname);
  return page
    ? fromPath(page[0])
    : none(
        `This address is neither a page of the companion site nor a Papertrail link: ${oneLine(url.href, LONGEST)}.`,
      );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: such a name fails the checks that follow.
    return text;
  }
}

function none(because: string): ParsedLink {
  return { kind: 'none', because };
}
