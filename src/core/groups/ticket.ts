/** Where a ticket is in its life, as Jira's status categories tell it. */
export type TicketCategory = 'new' | 'indeterminate' | 'done';

/** A Jira issue that is linked with a group. Times are milliseconds since 1970; absent is what nobody knows. */
export interface GroupTicket {
  /** `SHOP-17` */
  key: string;
  url: string;
  /** Its name in Jira: `In Progress`. */
  status: string;
  category: TicketCategory;
  assignee?: string;
  summary?: string;
  createdAt?: number;
  /** When it was done; a ticket whose time nobody knows resolves no fault. */
  resolvedAt?: number;
  fixVersion?: string;
}

/** Filters of lists by tickets: any at all, one at least that is not done, none, none made within the last two weeks. */
export const TICKET_FILTERS = ['with-ticket', 'open-ticket', 'no-ticket', 'no-recent-ticket'] as const;
export type TicketFilter = (typeof TICKET_FILTERS)[number];

/** How long a ticket is a recent one: two weeks, in milliseconds. */
export const RECENT = 14 * 24 * 3_600_000;

/** What the filters look at. */
export interface TicketFacts {
  /** When the newest ticket was made; 0 when nobody knows of any; absent when there is no ticket. */
  newest?: number;
  /** One at least is not done. */
  open: boolean;
}

export function ticketFacts(tickets: readonly GroupTicket[] = []): TicketFacts {
  return {
    ...(tickets.length > 0 && { newest: Math.max(0, ...tickets.map(({ createdAt = 0 }) => createdAt)) }),
    open: tickets.some(({ category }) => category !== 'done'),
  };
}

/** Whether a filter lets a group with these tickets pass. */
export function passesTickets(filter: TicketFilter, tickets: readonly GroupTicket[] | undefined, now: number): boolean {
  const { newest, open } = ticketFacts(tickets);
  switch (filter) {
    case 'with-ticket':
      return newest !== undefined;
    case 'open-ticket':
      return open;
    case 'no-ticket':
      return newest === undefined;
    default:
      return newest === undefined || newest <= now - RECENT;
  }
}

/** The ticket that was done last, when every one is done and the time is known. */
export function lastDone(tickets: readonly GroupTicket[] = []): { key: string; at: number } | undefined {
  if (tickets.some(({ category }) => category !== 'done')) return undefined;
  let last: { key: string; at: number } | undefined;
  for (const { key, resolvedAt: at } of tickets) if (at !== undefined && at > (last?.at ?? -1)) last = { key, at };
  return last;
}
