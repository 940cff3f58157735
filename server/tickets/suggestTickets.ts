import { ticketEvidence, ticketMatcher, type TicketMatch } from '../../src/core/jira/ticketMatch.ts';
import type { FaultReport } from '../../src/core/jira/faultReport.ts';
import type { PythonException } from '../../src/core/python/traceback.ts';
import { shortType } from '../../src/core/wording/faultTitle.ts';
import type { Ticket } from '../../src/tickets/tickets.ts';
import { mentioning, type SyncParts } from './syncTickets.ts';

/** A ticket that may be of a fault, and why. */
export interface Suggestion {
  ticket: Ticket;
  match: Exclude<TicketMatch, { kind: 'unrelated' }>;
}

/** Shown at most. */
const MOST = 10;

/** Tickets that may be of a fault and are not linked with it: those read before whose text holds it, and what Jira finds for its words. */
export async function suggestTickets(
  { tickets, records, kept }: SyncParts,
  {
    report,
    project,
    linked,
  }: { report: FaultReport & { exceptions: readonly PythonException[] }; project: string; linked: readonly string[] },
): Promise<Suggestion[]> {
  const { traceback, fingerprint, exceptions, hits, summary } = report;
  const match = ticketMatcher({ fingerprint, text: traceback.text, exceptions, hits });
  const words = [shortType(summary.type), summary.frame?.function ?? ''].join(' ');
  const [known, found] = await Promise.all([
    mentioning(records, fingerprint).then((keys) => Promise.all(keys.map((key) => kept.ticket(key)))),
    tickets.search({ kind: 'words', project, words }),
  ]);
  const all = new Map<string, Ticket>();
  for (const ticket of [...known, ...found.tickets])
    if (ticket && !linked.includes(ticket.key)) all.set(ticket.key, ticket);
  const suggestions = [...all.values()].flatMap((ticket): Suggestion[] => {
    const how = match(ticketEvidence(`${ticket.labels.join(' ')}\n${ticket.text}`));
    return how.kind === 'unrelated' ? [] : [{ ticket, match: how }];
  });
  return suggestions
    .sort((one, other) => likeness(other) - likeness(one) || other.ticket.updated - one.ticket.updated)
    .slice(0, MOST);
}

function likeness({ match }: Suggestion): number {
  return match.kind === 'this fault' ? 2 : match.likeness;
}
