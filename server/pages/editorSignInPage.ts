import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { Problem } from '../api/problem.ts';
import { answered, type EditorCallback, editorCallback } from '../auth/editor/editorCallback.ts';
import type { EditorCodes } from '../auth/editor/editorCodes.ts';
import { type Site, show } from './site.ts';

/** What an editor asks with; the form sends it back. */
const Asked = Type.Object({
  /** SHA-256 of the verifier that the editor keeps, as base64url. */
  challenge: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  callback: Type.String({ minLength: 1, maxLength: 1_000 }),
  /** Sent back as it is. */
  state: Type.String({ pattern: '^[A-Za-z0-9_-]{16,128}$' }),
});

/** `/editor/sign-in`: asks whether an editor may come in as whoever is signed in, and sends it a code that it exchanges for a token. */
export function editorSignInPage(app: FastifyInstance, site: Site, codes: EditorCodes): void {
  const config = { person: true };

  app.get<{ Querystring: Static<typeof Asked> }>(
    '/editor/sign-in',
    { schema: { querystring: Asked }, config },
    async ({ query, person }, reply) => {
      const { url, name, source } = allowed(query.callback);
      // A browser applies the policy to where the form's answer leads, too.
      const policy = String(
        reply.getHeader('content-security-policy') ?? reply.raw.getHeader('content-security-policy'),
      );
      void reply.header(
        'content-security-policy',
        policy.replace("form-action 'self'", `form-action 'self' ${source}`),
      );
      return show(site, reply, 'editorSignIn', {
        title: 'Let this editor in?',
        fields: query,
        email: person?.email,
        name,
        target: `${url.protocol}//${url.host}`,
      });
    },
  );

  app.post<{ Body: Static<typeof Asked> }>(
    '/editor/sign-in',
    { schema: { body: Asked }, config },
    async ({ body: { callback, challenge, state }, person }, reply) => {
      const { url } = allowed(callback);
      if (!person) throw new Problem(403, 'Nobody is signed in.');
      const code = await codes.make(person.email, challenge);
      return reply.header('cache-control', 'no-store').redirect(answered(url, code, state), 303);
    },
  );
}

function allowed(callback: string): Extract<EditorCallback, { kind: 'allowed' }> {
  const judged = editorCallback(callback);
  if (judged.kind === 'refused') throw new Problem(400, judged.because, { parameter: 'callback' });
  return judged;
}
