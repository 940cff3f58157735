import { Type } from 'typebox';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { NoBody } from '../schemas/parameters.ts';
import { TicketOfGroup } from '../schemas/ticket.ts';
import { theDesk } from './theDesk.ts';

const schema = {
  tags: ['tickets'],
  summary: 'Tell a ticket of new hits',
  description: 'Adds a comment about the hits that the ticket does not mention yet; none when there are none.',
  params: TicketOfGroup,
  body: NoBody,
  response: {
    200: Type.Object({
      hits: Type.Integer({ description: 'How many the comment tells of; 0: nothing was written.' }),
      because: Type.Optional(Type.String({ description: 'Why nothing was written.' })),
    }),
  },
};

/** `POST /api/groups/:fingerprint/tickets/:key/comments` */
export function commentTicket(api: Api, parts: Parts): void {
  api.post('/groups/:fingerprint/tickets/:key/comments', { schema }, async ({ params: { fingerprint, key } }) => {
    const comment = await theDesk(parts).comment(fingerprint, key.toUpperCase());
    return comment.kind === 'comment' ? { hits: comment.hits } : { hits: 0, because: comment.because };
  });
}
