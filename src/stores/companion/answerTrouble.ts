import { CursorError, StoreError } from '../store.ts';
import { API_VERSION, API_VERSION_HEADER } from './apiVersion.ts';

/** An answer without its body. */
export type AnswerHead = Pick<Response, 'status' | 'headers' | 'type'>;

const SET_TOKEN =
  'Use the command “Assertion Context: Sign In”, or set one with “Assertion Context: Set Access Token…”.';

/** What is wrong with an answer as its head shows: a redirect, another program's, another version's. Undefined: nothing. */
export function headTrouble(answer: AnswerHead, { origin }: URL): StoreError | undefined {
  const { status, headers, type } = answer;
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    const target = headers.get('location');
    const to = target !== null && URL.canParse(target, origin) ? new URL(target, origin).origin : 'another address';
    return new StoreError(
      'not-a-store',
      `${origin} sends on to ${to === origin ? 'another page' : to}, which was not followed. If the companion server is there, change the setting assertionContext.companion.address.`,
    );
  }
  const version = headers.get(API_VERSION_HEADER);
  return version === null ? foreignTrouble(status, origin) : versionTrouble(version, origin);
}

/** Without the version it is an older server, or not one: then mostly a proxy in front of it. */
function foreignTrouble(status: number, origin: string): StoreError {
  switch (status) {
    case 401:
    case 403:
    case 407:
      return new StoreError(
        'no-access',
        `${origin} refuses access (${status}). If a companion server is there, it needs a token. ${SET_TOKEN}`,
      );
    case 429:
      return new StoreError('busy', `${origin} was asked too often (429). Try again in a while.`);
    default:
      return status >= 500
        ? new StoreError(
            'unreachable',
            `${origin} failed (${status}), and it was not the companion server that answered. Perhaps it is not running behind a proxy.`,
          )
        : new StoreError(
            'not-a-store',
            `What answers at ${origin} (${status}) is no companion server, or one too old for this extension. Update it, or change the setting assertionContext.companion.address.`,
          );
  }
}

function versionTrouble(version: string, origin: string): StoreError | undefined {
  if (version === String(API_VERSION)) return undefined;
  const versions = `its API is version ${shortened(version)}, this extension’s ${API_VERSION}`;
  return Number(version) > API_VERSION
    ? new StoreError(
        'newer',
        `The companion server at ${origin} is newer than this extension (${versions}). Update the extension.`,
      )
    : new StoreError(
        'older',
        `The companion server at ${origin} is older than this extension (${versions}). Update the server.`,
      );
}

/** What is wrong when the companion server itself answers with an error; `problem` is the answer's body; `hadToken`: one was sent. */
export function problemTrouble(status: number, problem: unknown, { origin }: URL, hadToken: boolean): Error {
  const { detail, parameter } = (typeof problem === 'object' && problem !== null ? problem : {}) as Record<
    string,
    unknown
  >;
  const said = typeof detail === 'string' && detail !== '' ? ` It says: ${shortened(detail)}` : '';
  const server = `The companion server at ${origin}`;
  switch (status) {
    case 400:
      return parameter === 'query.cursor'
        ? new CursorError('This list has changed. Load it again from its beginning.')
        : new StoreError('failed', `${server} did not understand what it was asked.${said}`);
    case 401:
      return new StoreError(
        'no-access',
        hadToken
          ? `${server} does not accept the access token kept for it. ${SET_TOKEN}`
          : `${server} needs an access token. ${SET_TOKEN}`,
      );
    case 403:
      return new StoreError('no-access', `${server} does not allow this.${said}`);
    case 409:
      return new StoreError('failed', `Someone else changed this meanwhile. Refresh and try again.${said}`);
    case 421:
      return new StoreError(
        'unreachable',
        `${server} does not know itself by that name. Set PUBLIC_URL=${origin} there.`,
      );
    case 429:
      return new StoreError('busy', `${server} was asked too often. Try again in a while.`);
    case 503:
      return new StoreError('busy', `${server} cannot answer now.${said}`);
    default:
      return new StoreError('failed', `${server} failed (${status}).${said}`);
  }
}

/** The server's words on one line; brackets that a notification would take for a link are set apart. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('](', '] (').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
