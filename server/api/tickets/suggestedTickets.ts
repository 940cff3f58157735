import { Type } from 'typebox';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { Fingerprint } from '../schemas/parameters.ts';
import { theDesk } from './theDesk.ts';

const schema = {
  tags: ['tickets'],
  summary: 'Tickets that may be of a group',
  params: Fingerprint,
  response: {
    200: Type.Object({
      tickets: Type.Array(
        Type.Object({
          key: Type.String(),
          url: Type.String(),
          summary: Type.String(),
          status: Type.String(),
          same: Type.Boolean({ description: 'Its text holds a traceback of this fault, or names it.' }),
          because: Type.String({ description: 'Why it is here.' }),
        }),
        { description: 'Not linked yet; the likeliest first.' },
      ),
    }),
  },
};

/** `GET /api/groups/:fingerprint/tickets/suggestions` */
export function suggestedTickets(api: Api, parts: Parts): void {
  api.get('/groups/:fingerprint/tickets/suggestions', { schema }, async ({ params: { fingerprint } }) => {
    const desk = theDesk(parts);
    const found = await desk.suggestions(fingerprint);
    const tickets = found.map(({ ticket: { key, summary, status }, match }) => ({
      key,
      url: desk.address(key),
      summary,
      status,
      same: match.kind === 'this fault',
      because: match.because,
    }));
    return { tickets };
  });
}
