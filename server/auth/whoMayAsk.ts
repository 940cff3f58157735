import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../api/problem.ts';
import { type Authentication, authenticate } from './authenticate.ts';
import { isOwnHost } from './hosts.ts';
import { isChanging } from './isChanging.ts';
import { isForm, mediaType } from './mediaType.ts';
import { isSameOrigin } from './sameOrigin.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers without a token: says nothing of what is stored. */
    open?: boolean;
    /** For people who are signed in; no token will do. */
    person?: boolean;
    /** Says by a signature of its own that it comes from no browser: its route checks it. */
    signed?: boolean;
  }
}

/**
 * Checks every request before its body is read: that it is meant for this server, who asks, and that no other site made a
 * browser ask. Forms must also have their token (csrf.ts).
 */
export function whoMayAsk(app: FastifyInstance, authentication: Authentication): void {
  const { publicUrl } = authentication.settings;
  app.decorateRequest('asker', undefined);
  app.decorateRequest('isBearer', false);
  app.decorateRequest('person', undefined);
  app.decorateRequest('tokenId', undefined);
  app.addHook('onRequest', async (request, reply): Promise<FastifyReply | undefined> => {
    checkHost(request, publicUrl);
    if (isChanging(request)) checkMediaType(request);
    const answered = await authenticate(request, reply, authentication);
    if (answered) return answered;
    if (request.routeOptions.config.person && !request.person) throw notAPerson(authentication);
    const { signed } = request.routeOptions.config;
    if (isChanging(request) && !request.isBearer && !signed) checkOrigin(request, publicUrl);
    return undefined;
  });
}

function checkHost(request: FastifyRequest, publicUrl: URL | undefined): void {
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

function notAPerson({ sessions }: Authentication): Problem {
  return new Problem(
    403,
    sessions
      ? 'This is for people who are signed in; a token is not enough.'
      : 'This is for people who are signed in, and nobody signs in to this server: set OIDC_ISSUER and what goes with it. ' +
          'On its command line, assertion-context token makes and revokes tokens.',
  );
}

function checkOrigin(request: FastifyRequest, publicUrl: URL | undefined): void {
  if (isSameOrigin(request.headers, publicUrl)) return;
  throw new Problem(
    403,
    'Nothing was changed: the request does not come from a page of this server. Scripts send a bearer token or this server’s address as Origin.',
  );
}
