import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { changedGroup } from '../changedGroup.ts';
import { GroupSchema } from '../schemas/group.ts';
import { NoBody } from '../schemas/parameters.ts';
import { TicketOfGroup } from '../schemas/ticket.ts';
import { theDesk } from './theDesk.ts';

const schema = {
  tags: ['tickets'],
  summary: 'Take a ticket’s link with a group away',
  description: 'The ticket itself stays as it is.',
  params: TicketOfGroup,
  body: NoBody,
  response: { 200: GroupSchema },
};

/** `DELETE /api/groups/:fingerprint/tickets/:key` */
export function unlinkTicket(api: Api, parts: Parts): void {
  api.delete('/groups/:fingerprint/tickets/:key', { schema }, async ({ params: { fingerprint, key } }) => {
    await theDesk(parts).unlink(fingerprint, key.toUpperCase());
    return changedGroup(parts.store, fingerprint, true);
  });
}
