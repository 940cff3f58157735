import { labelledFaults } from '../../src/core/jira/ticketLabels.ts';
import { ticketEvidence } from '../../src/core/jira/ticketMatch.ts';
import type { RecordStore } from '../../src/stores/records.ts';
import type { Ticket, Tickets } from '../../src/tickets/tickets.ts';
import type { KeptTickets } from './keptTicket.ts';
import type { TicketLinks } from './ticketLinks.ts';

/** Where reading Jira stands: everything that changed before this time was read. */
const PLACES = 'ticket-sync';
/** Which tickets hold a traceback of a fault. */
const MENTIONS = 'ticket-mention';

/** Search shows changes up to so much later: what changed shortly before the last one may come after it. */
const LAG = 180_000;

export interface SyncParts {
  tickets: Tickets;
  records: RecordStore;
  kept: KeptTickets;
  links: TicketLinks;
}

/** How far reading has come: tickets read, and those among them that have to do with a fault. */
export interface SyncProgress {
  read: number;
  kept: number;
}

/**
 * Reads what changed in a project since the last time, a page after the other, oldest change first, and notes after each
 * page how far it has come: what is interrupted goes on there. Memory does not depend on how many there are.
 */
export async function syncTickets(
  parts: SyncParts,
  project: string,
  { signal, progress = () => undefined }: { signal?: AbortSignal; progress?: (now: SyncProgress) => void } = {},
): Promise<SyncProgress> {
  const done = { read: 0, kept: 0 };
  const since = Math.max(0, (await placeOf(parts.records, project)) - LAG);
  let page: string | undefined;
  do {
    const { tickets, next } = await parts.tickets.search({ kind: 'changed', project, since }, page);
    for (const ticket of tickets) if (await takeIn(parts, ticket)) done.kept++;
    done.read += tickets.length;
    const newest = tickets.at(-1)?.updated;
    if (newest !== undefined) await moveTo(parts.records, project, newest);
    progress({ ...done });
    page = next;
    if (signal?.aborted) break;
  } while (page !== undefined);
  return done;
}

/** Reads one ticket; one that is gone is forgotten. False when there is none. */
export async function syncTicket(parts: SyncParts, key: string): Promise<boolean> {
  const ticket = await parts.tickets.ticket(key);
  if (ticket) await takeIn(parts, ticket);
  else {
    await parts.kept.drop(key);
    await parts.links.refresh(key);
  }
  return ticket !== undefined;
}

/** The keys of tickets whose text holds a traceback of the fault, as far as Jira was read. */
export async function mentioning(records: RecordStore, fault: string): Promise<string[]> {
  const found = await records.records({ kind: MENTIONS, prefix: `${fault} `, limit: 50 });
  return found.records.map(({ id }) => id.slice(fault.length + 1));
}

/** Keeps a ticket that has to do with a fault: one that is linked, that carries its label, or whose text holds its traceback. */
async function takeIn({ records, kept, links }: SyncParts, ticket: Ticket): Promise<boolean> {
  const named = labelledFaults(`${ticket.labels.join(' ')} ${ticket.text}`);
  const held = ticketEvidence(ticket.text).faults;
  const linked = await links.faults(ticket.key);
  if (named.length + held.length + linked.length === 0) return false;
  await kept.keep(ticket);
  for (const fault of new Set([...named, ...held])) await records.createRecord(MENTIONS, `${fault} ${ticket.key}`, {});
  // A label was set to say so; a text that holds a traceback may be about something else.
  for (const fault of labelledFaults(ticket.labels.join(' '))) await links.link(fault, ticket.key, { found: true });
  await links.refresh(ticket.key);
  return true;
}

async function placeOf(records: RecordStore, project: string): Promise<number> {
  const since = (await records.record(PLACES, project))?.value['since'];
  return typeof since === 'number' ? since : 0;
}

/** Never back: two may read at the same time. */
async function moveTo(records: RecordStore, project: string, since: number): Promise<void> {
  while (!(await records.createRecord(PLACES, project, { since }))) {
    const kept = await records.record(PLACES, project);
    if (!kept) continue;
    if (Number(kept.value['since']) >= since) return;
    if (await records.replaceRecord(PLACES, project, { since }, kept.version)) return;
  }
}
