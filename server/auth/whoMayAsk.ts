import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../api/problem.ts';
import type { Settings } from '../settings.ts';
import { type ApiToken, findToken } from './apiToken.ts';
import { isOwnHost } from './hosts.ts';
import { presentedToken } from './presentedToken.ts';
import { isSameOrigin } from './sameOrigin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the token that was presented; absent when none was asked for. */
    asker: string | undefined;
    /** True when it came as a bearer token, which no browser sends by itself. */
    isBearer: boolean;
  }
  interface FastifyContextConfig {
    /** Answers without a token: says nothing of what is stored. */
    open?: boolean;
  }
}

type Who = Pick<Settings, 'apiTokens' | 'publicUrl'>;

/**
 * Checks every request before its body is read: that it is meant for this server, who asks, and that no other site made a
 * browser ask. Forms must also have their token (csrf.ts).
 */
export function whoMayAsk(app: FastifyInstance, settings: Who): void {
  app.decorateRequest('asker', undefined);
  app.decorateRequest('isBearer', false);
  app.addHook('onRequest', async (request, reply) => {
    checkHost(request, settings);
    if (isChanging(request)) checkMediaType(request);
    if (settings.apiTokens.length > 0) authenticate(request, reply, settings.apiTokens);
    if (isChanging(request) && !request.isBearer) checkOrigin(request, settings);
  });
}

/** True for requests that may change something. */
export function isChanging(request: FastifyRequest): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
}

/** True for bodies as HTML forms send them. */
export function isForm(request: FastifyRequest): boolean {
  return mediaType(request) === 'application/x-www-form-urlencoded';
}

function mediaType(request: FastifyRequest): string | undefined {
  return request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
}

function checkHost(request: FastifyRequest, { publicUrl }: Who): void {
  if (isOwnHost(request.headers.host, publicUrl)) return;
  throw new Problem(
    421,
    'This server is not known by that name. Use its own address, or set PUBLIC_URL to the address that others use.',
  );
}

/** Also of empty bodies: what a page elsewhere can send without asking first is neither. */
function checkMediaType(request: FastifyRequest): void {
  const type = mediaType(request);
  if (type === undefined || type === 'application/json' || isForm(request)) return;
  throw new Problem(415, 'The body must be JSON (application/json) or a form (application/x-www-form-urlencoded).');
}

function authenticate(request: FastifyRequest, reply: FastifyReply, tokens: readonly ApiToken[]): void {
  if (request.routeOptions.config.open) return;
  const presented = presentedToken(request.headers.authorization);
  const token = presented && findToken(tokens, presented.token);
  if (!token) {
    // A browser asks its user for a password only when told to by Basic; scripts are told of Bearer.
    const browser = request.headers.accept?.includes('text/html') === true;
    void reply.header(
      'www-authenticate',
      browser ? 'Basic realm="Assertion Context", charset="UTF-8"' : 'Bearer realm="Assertion Context"',
    );
    throw new Problem(
      401,
      `${presented ? 'This token is not one of the server’s.' : 'A token is needed.'} Send one of API_TOKENS as “Authorization: Bearer …”.`,
    );
  }
  request.asker = token.name;
  request.isBearer = presented.isBearer;
}

function checkOrigin(request: FastifyRequest, { publicUrl }: Who): void {
  if (isSameOrigin(request.headers, publicUrl)) return;
  throw new Problem(
    403,
    'Nothing was changed: the request does not come from a page of this server. Scripts send a bearer token (API_TOKENS) or this server’s address as Origin.',
  );
}
