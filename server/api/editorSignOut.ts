import { Type } from 'typebox';
import type { Identity } from '../auth/identity.ts';
import type { Api } from './api.ts';
import { Problem } from './problem.ts';
import { NoBody } from './schemas/parameters.ts';

const schema = {
  tags: ['editor'],
  summary: 'Give up the token that the request carries',
  description: 'Whoever has it is let in no more. A token of API_TOKENS cannot be given up: 409.',
  body: NoBody,
  response: { 200: Type.Object({ revoked: Type.String({ description: 'The token’s name.' }) }) },
};

/** `POST /api/editor/sign_out` */
export function editorSignOut(api: Api, { tokens, audit }: Identity): void {
  api.post('/editor/sign_out', { schema }, async ({ tokenId, asker }) => {
    const revoked = tokenId === undefined ? undefined : await tokens.revoke(tokenId);
    if (!revoked) throw new Problem(409, 'The request carries no token that can be given up.');
    await audit.add({ did: 'gave up a token', to: revoked.name, path: '/tokens', ...(asker && { by: asker }) });
    return { revoked: revoked.name };
  });
}
