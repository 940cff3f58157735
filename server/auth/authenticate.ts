import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../api/problem.ts';
import type { Attempts } from '../plugins/rateLimit.ts';
import type { Settings } from '../settings.ts';
import { findToken } from './apiToken.ts';
import { isChanging } from './isChanging.ts';
import { presentedToken } from './presentedToken.ts';
import { covers, neededScope, type Scope } from './scope.ts';
import type { Person, Sessions } from './signIn/sessions.ts';
import type { Tokens } from './tokens/tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, shown as who did something: a person's e-mail address, or the name of a token. Absent when nobody is asked. */
    asker: string | undefined;
    /** True when a token came as a bearer token, which no browser sends by itself. */
    isBearer: boolean;
    /** Absent when nobody is signed in. */
    person: Person | undefined;
    /** Of the store's token that was presented, if it was one of those. */
    tokenId: string | undefined;
  }
}

/** What it takes to know who asks. */
export interface Authentication {
  settings: Pick<Settings, 'apiTokens' | 'publicUrl'>;
  tokens: Tokens;
  attempts: Attempts;
  /** Absent: people do not sign in. */
  sessions: Sessions | undefined;
}

/**
 * Finds out who asks, by token or session, and refuses who may not. Without sign-in and without API_TOKENS nobody is asked.
 * Gives the reply when it sent the browser on to sign in.
 */
export async function authenticate(
  request: FastifyRequest,
  reply: FastifyReply,
  authentication: Authentication,
): Promise<FastifyReply | undefined> {
  const { settings, sessions } = authentication;
  if (!sessions && settings.apiTokens.length === 0) return undefined;
  const { authorization } = request.headers;
  // Probes and files must not wait for the store.
  if (request.routeOptions.config.open) return undefined;
  if (authorization !== undefined) {
    await byToken(request, reply, authorization, authentication);
    return undefined;
  }
  request.person = await sessions?.current(request);
  request.asker = request.person?.email;
  if (request.person) return undefined;
  if (sessions && isPage(request)) return reply.redirect(signInAddress(request.url), 303);
  challenge(reply, isBrowser(request) && !sessions);
  throw new Problem(
    401,
    sessions && isBrowser(request)
      ? 'You are not signed in any more, and nothing was changed. Sign in and repeat.'
      : 'A token is needed. Send one as “Authorization: Bearer …”.',
  );
}

async function byToken(
  request: FastifyRequest,
  reply: FastifyReply,
  authorization: string,
  authentication: Authentication,
): Promise<void> {
  const { attempts } = authentication;
  await attempts.check(request);
  const presented = presentedToken(authorization);
  const found = presented && (await holder(presented.token, request, authentication));
  if (!found) {
    await attempts.fail(request);
    challenge(reply, isBrowser(request) && !authentication.sessions);
    throw new Problem(
      401,
      'This token is not one of the server’s, or it was revoked, or it has expired. Send another as “Authorization: Bearer …”.',
    );
  }
  const needed = neededScope(request);
  if (!covers(found.scope, needed)) {
    // RFC 6750, section 3.1.
    void reply.header('www-authenticate', `Bearer realm="${REALM}", error="insufficient_scope", scope="${needed}"`);
    throw new Problem(403, `The scope of this token is ${found.scope}, and this needs ${needed}. Nothing was done.`);
  }
  request.asker = found.name;
  request.isBearer = presented.isBearer;
  request.tokenId = found.id;
}

interface Holder {
  name: string;
  scope: Scope;
  id?: string;
}

/** Tokens of the settings have every scope. */
async function holder(
  presented: string,
  request: FastifyRequest,
  { settings, tokens, sessions }: Authentication,
): Promise<Holder | undefined> {
  const ofSettings = findToken(settings.apiTokens, presented);
  if (ofSettings) return { name: ofSettings.name, scope: 'write' };
  const token = await tokens.find(presented, (error) =>
    request.log.error({ err: error }, 'the use of a token was not noted'),
  );
  // An editor's token ends when its person is let in no more.
  return token && (token.of === undefined || sessions?.allows(token.of)) ? token : undefined;
}

const REALM = 'Assertion Context';

/** A browser asks its user for a password only when told to by Basic; scripts are told of Bearer. */
function challenge(reply: FastifyReply, asksPassword: boolean): void {
  void reply.header(
    'www-authenticate',
    asksPassword ? `Basic realm="${REALM}", charset="UTF-8"` : `Bearer realm="${REALM}"`,
  );
}

function isBrowser(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') === true;
}

/** What a person opens, and can be sent back to. */
function isPage(request: FastifyRequest): boolean {
  return isBrowser(request) && !isChanging(request) && !request.url.startsWith('/api/');
}

/** The page to sign in on, which comes back to an address of ours afterwards. */
function signInAddress(url: string): string {
  return url === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ return: url }).toString()}`;
}
