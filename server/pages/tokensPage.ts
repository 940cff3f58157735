import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { SCOPES } from '../auth/scope.ts';
import { tokenName } from '../auth/tokens/tokenName.ts';
import { isExpired, type Tokens } from '../auth/tokens/tokens.ts';
import { Problem } from '../api/problem.ts';
import type { Audit } from '../auth/audit/audit.ts';
import type { KnownToken } from '../auth/tokens/tokenRecord.ts';
import { leaveNotice } from './notice.ts';
import { type Site, show } from './site.ts';

const DAY = 86_400_000;
/** After how many days a token may expire; 0: never. */
const LIFETIMES = [30, 90, 365, 0];

const MakeForm = Type.Object({
  name: Type.String({ maxLength: 200 }),
  scope: Type.Enum([...SCOPES]),
  days: Type.Integer({ minimum: 0, maximum: 3_650 }),
});
const RevokeForm = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) });

/** What the page of tokens works with. */
export interface OfTokens {
  tokens: Tokens;
  audit: Audit;
}

/** `/tokens`: those of machines and editors. A new one is shown once, on the page that its form leads to. */
export function tokensPage(app: FastifyInstance, site: Site, { tokens, audit }: OfTokens): void {
  const config = { person: true };
  const model = async () => ({
    title: 'Tokens',
    section: 'tokens' as const,
    rows: (await tokens.list()).map((token) => tokenRow(token, site)),
    scopes: SCOPES_SAID,
    lifetimes: LIFETIMES.map((days) => ({ days, text: days === 0 ? 'never' : `in ${days} days` })),
  });

  app.get('/tokens', { config }, async (_request, reply) => show(site, reply, 'tokens', await model()));

  app.post<{ Body: Static<typeof MakeForm> }>(
    '/tokens',
    { schema: { body: MakeForm }, config },
    async ({ body: { name: written, scope, days }, asker }, reply) => {
      const name = tokenName(written);
      if (name === undefined)
        throw new Problem(400, 'No token was made: its name needs 1 to 64 letters, digits, spaces or . _ - @', {
          parameter: 'body.name',
        });
      const { token, text } = await tokens.make({
        name,
        scope,
        ...(asker !== undefined && { by: asker }),
        ...(days > 0 && { expiresAt: site.now() + days * DAY }),
      });
      await audit.add({ did: `made a token (${scope})`, to: name, path: '/tokens', ...(asker && { by: asker }) });
      return show(site, reply, 'tokens', { ...(await model()), made: { name: token.name, text } });
    },
  );

  app.post<{ Body: Static<typeof RevokeForm> }>(
    '/tokens/revoke',
    { schema: { body: RevokeForm }, config },
    async ({ body: { id }, asker }, reply) => {
      const revoked = await tokens.revoke(id);
      if (!revoked) throw new Problem(404, 'There is no such token; perhaps somebody else has revoked it.');
      await audit.add({ did: 'revoked a token', to: revoked.name, path: '/tokens', ...(asker && { by: asker }) });
      leaveNotice(reply, { text: `${revoked.name} is revoked: whoever has it is let in no more.` });
      return reply.redirect('/tokens', 303);
    },
  );
}

const SCOPES_SAID = [
  { scope: 'ingest', text: 'ingest: hands in archives, reads nothing' },
  { scope: 'read', text: 'read: reads everything' },
  { scope: 'write', text: 'write: reads and changes everything' },
];

function tokenRow(token: KnownToken, { clock, now }: Site): Record<string, unknown> {
  const time = now();
  const expired = isExpired(token, time);
  return {
    id: token.id,
    name: token.name,
    scope: token.scope,
    by: token.by,
    made: clock.shown(token.madeAt, time),
    used: token.usedAt === undefined ? undefined : clock.shown(token.usedAt, time),
    expires: token.expiresAt === undefined ? undefined : clock.shown(token.expiresAt, time),
    expired,
  };
}
