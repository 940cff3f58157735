import type { GroupTicket } from '../groups/ticket.ts';
import { oneLine } from './oneLine.ts';

/** `SHOP-41 (Done)` and how many more there are; the newest ticket that is not done, or the newest at all. Undefined without one. */
export function ticketWords(tickets: readonly GroupTicket[] = []): string | undefined {
  const newest = tickets.toSorted((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0));
  const told = newest.find(({ category }) => category !== 'done') ?? newest[0];
  if (told === undefined) return undefined;
  const more = tickets.length > 1 ? ` +${tickets.length - 1}` : '';
  return `${oneLine(told.key, 40)} (${oneLine(told.status, 30)})${more}`;
}

/** `SHOP-41: In Progress, Ada`, a sentence a ticket. */
export function ticketSentences(tickets: readonly GroupTicket[] = []): string[] {
  return tickets.map(({ key, status, assignee }) => {
    const who = assignee === undefined ? '' : `, ${oneLine(assignee, 60)}`;
    return `Ticket ${oneLine(key, 40)}: ${oneLine(status, 40)}${who}.`;
  });
}
