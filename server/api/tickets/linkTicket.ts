import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { changedGroup } from '../changedGroup.ts';
import { GroupSchema } from '../schemas/group.ts';
import { NoBody } from '../schemas/parameters.ts';
import { TicketOfGroup } from '../schemas/ticket.ts';
import { theDesk } from './theDesk.ts';

const schema = {
  tags: ['tickets'],
  summary: 'Link a ticket with a group',
  description: 'A ticket that there is. It can cover several groups.',
  params: TicketOfGroup,
  body: NoBody,
  response: { 200: GroupSchema },
};

/** `PUT /api/groups/:fingerprint/tickets/:key` */
export function linkTicket(api: Api, parts: Parts): void {
  api.put('/groups/:fingerprint/tickets/:key', { schema }, async ({ params: { fingerprint, key } }) => {
    await theDesk(parts).link(fingerprint, key.toUpperCase());
    return changedGroup(parts.store, fingerprint, true);
  });
}
