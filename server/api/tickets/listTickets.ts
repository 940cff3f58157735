import { Type } from 'typebox';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { ticketJson } from '../groupJson.ts';
import { noGroup } from '../notFound.ts';
import { TicketSchema } from '../schemas/group.ts';
import { Fingerprint } from '../schemas/parameters.ts';
import { CreationSchema, creationJson } from '../schemas/ticket.ts';

const schema = {
  tags: ['tickets'],
  summary: 'The tickets of a group',
  params: Fingerprint,
  response: {
    200: Type.Object({
      tickets: Type.Array(TicketSchema, { description: 'Those that are linked with it.' }),
      creation: Type.Optional(CreationSchema),
    }),
  },
};

/** `GET /api/groups/:fingerprint/tickets` */
export function listTickets(api: Api, { store, desk }: Parts): void {
  api.get('/groups/:fingerprint/tickets', { schema }, async ({ params: { fingerprint } }) => {
    const group = await store.group(fingerprint);
    if (!group) throw noGroup(fingerprint);
    const creation = await desk?.standing(fingerprint);
    return {
      tickets: (group.state.tickets ?? []).map(ticketJson),
      ...(desk && creation && { creation: creationJson(creation, (key) => desk.address(key)) }),
    };
  });
}
