import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { changedGroup } from '../changedGroup.ts';
import { GroupSchema } from '../schemas/group.ts';
import { NoBody } from '../schemas/parameters.ts';
import { TicketOfGroup } from '../schemas/ticket.ts';
import { theDesk } from './theDesk.ts';

const schema = {
  tags: ['tickets'],
  summary: 'Open a ticket again',
  description: 'One that is done, of a group that is seen again: by the transition that Jira’s workflow offers.',
  params: TicketOfGroup,
  body: NoBody,
  response: { 200: GroupSchema },
};

/** `POST /api/groups/:fingerprint/tickets/:key/reopen` */
export function reopenTicket(api: Api, parts: Parts): void {
  api.post('/groups/:fingerprint/tickets/:key/reopen', { schema }, async ({ params: { fingerprint, key } }) => {
    await theDesk(parts).reopen(key.toUpperCase());
    return changedGroup(parts.store, fingerprint, true);
  });
}
