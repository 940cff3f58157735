import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { returnPath } from '../auth/signIn/returnPath.ts';
import { beginSignIn, finishSignIn, type SignIn } from '../auth/signIn/signIn.ts';
import type { SignInSettings } from '../auth/signIn/signInSettings.ts';
import { address } from './addresses.ts';
import { leaveNotice } from './notice.ts';
import { type Site, show } from './site.ts';

const SignInQuery = Type.Object({
  return: Type.Optional(Type.String({ maxLength: 8_000 })),
  /** As somebody else than the provider remembers. */
  other: Type.Optional(Type.Boolean()),
});

interface Asked {
  Querystring: Static<typeof SignInQuery>;
}

/** `/sign-in`, the way to the provider and back, and `/sign-out`. */
export function signInPage(app: FastifyInstance, site: Site, signIn: SignIn, settings: SignInSettings): void {
  const { issuer, publicUrl } = settings;
  const schema = { querystring: SignInQuery };
  const config = { open: true };
  /** Cookies of another name of this server would not come back from the provider. */
  const begin = ({ return: asked, other }: Static<typeof SignInQuery>): string => {
    const path = returnPath(asked);
    const parameters = { return: path === '/' ? undefined : path, other: other ? 'true' : undefined };
    return new URL(address('/sign-in/go', parameters), publicUrl).href;
  };

  app.get<Asked>('/sign-in', { schema, config }, async (request, reply) => {
    if (await signIn.sessions.current(request)) return reply.redirect(returnPath(request.query.return), 303);
    return show(site, reply, 'signIn', {
      title: 'Sign in',
      provider: issuer.host,
      href: begin(request.query),
      otherHref: begin({ ...request.query, other: true }),
    });
  });

  app.get<Asked>('/sign-in/go', { schema, config }, async (request, reply) => {
    if (request.headers.host !== publicUrl.host) return reply.redirect(begin(request.query), 303);
    return beginSignIn(signIn, request, reply, request.query);
  });

  app.get('/sign-in/callback', { config }, async (request, reply) =>
    reply.header('cache-control', 'no-store').redirect(await finishSignIn(signIn, request), 303),
  );

  app.post('/sign-out', { config }, async (request, reply) => {
    await signIn.sessions.end(request);
    leaveNotice(reply, { text: 'You are signed out.' });
    return reply.redirect('/sign-in', 303);
  });
}
