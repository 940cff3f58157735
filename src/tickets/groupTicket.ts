import type { GroupTicket } from '../core/groups/ticket.ts';
import type { Ticket, Tickets } from './tickets.ts';

/** What a group keeps of a ticket that is linked with it. */
export function groupTicket(ticket: Ticket, tickets: Pick<Tickets, 'address'>): GroupTicket {
  const { key, status, category, assignee, summary, created, resolved, fixVersions } = ticket;
  const [fixVersion] = fixVersions;
  return {
    key,
    url: tickets.address(key),
    status,
    category,
    summary,
    createdAt: created,
    ...(assignee !== undefined && { assignee }),
    ...(category === 'done' && resolved !== undefined && { resolvedAt: resolved }),
    ...(fixVersion !== undefined && { fixVersion }),
  };
}
