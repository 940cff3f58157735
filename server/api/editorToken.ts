import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Identity } from '../auth/identity.ts';
import type { SignIn } from '../auth/signIn/signIn.ts';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { Problem } from './problem.ts';
import { strict } from './schemas/parameters.ts';
import { Time } from './schemas/values.ts';

const DAY = 86_400_000;
/** Days that an editor's token is good for. */
const LIFETIME = 90;

const schema = {
  tags: ['editor'],
  summary: 'Exchange an editor’s code for its token',
  description:
    'The code comes from the page that a person lets an editor in on, lasts a minute and can be used once, by whoever has the verifier of its challenge (RFC 7636, S256).',
  security: [],
  body: Type.Object(
    {
      code: Type.String({ minLength: 1, maxLength: 200 }),
      verifier: Type.String({ minLength: 43, maxLength: 128, description: 'What the challenge was made from.' }),
    },
    strict,
  ),
  response: {
    200: Type.Object({
      token: Type.String({ description: 'Of the scope `write`.' }),
      account: Type.String({ description: 'Whose it is: an e-mail address.' }),
      expires_at: Time('When somebody must sign in again.'),
    }),
  },
};

/** `POST /api/editor/token`, where people sign in. */
export function editorToken(api: Api, { identity, now }: Parts & { identity: Identity }, signIn: SignIn): void {
  api.post('/editor/token', { schema, config: { open: true } }, (request) =>
    exchange(request, request.body, { ...identity, ...signIn, now: now() }),
  );
}

async function exchange(
  request: FastifyRequest,
  { code, verifier }: Static<typeof schema.body>,
  {
    codes,
    sessions,
    attempts,
    tokens,
    audit,
    now,
  }: Pick<Identity, 'codes' | 'tokens' | 'audit'> & Pick<SignIn, 'sessions' | 'attempts'> & { now: number },
): Promise<Static<(typeof schema.response)[200]>> {
  await attempts.check(request);
  const email = await codes.redeem(code, verifier);
  if (email === undefined || !sessions.allows(email)) {
    await attempts.fail(request);
    throw new Problem(403, 'This code is wrong, was used, or is older than a minute. Sign in again from the editor.');
  }
  const expiresAt = now + LIFETIME * DAY;
  const name = `editor of ${email}`;
  const { text } = await tokens.make({ name, scope: 'write', by: email, of: email, expiresAt });
  await audit.add({ by: email, did: 'let an editor in', path: '/tokens', to: name });
  return { token: text, account: email, expires_at: new Date(expiresAt).toISOString() };
}
