import { faultLabel } from '../../src/core/jira/ticketLabels.ts';
import { errorSentence } from '../../src/core/wording/errorSentence.ts';
import { TicketError } from '../../src/tickets/ticketError.ts';
import type { NewTicket, Tickets } from '../../src/tickets/tickets.ts';
import type { KeptClaim, TicketClaim, TicketClaims } from './ticketClaim.ts';

/**
 * What came of asking for a ticket. `exists`: the fault has one. `being made`: somebody is asking for it right now.
 * `uncertain`: the answer was lost; it is looked for until `until`. `undecided`: it was looked for and not found: a person
 * says whether to ask again.
 */
export type Creation =
  | { kind: 'created' | 'exists'; key: string }
  | { kind: 'being made'; at: number; by?: string }
  | { kind: 'uncertain'; at: number; until: number; because: string }
  | { kind: 'undecided'; at: number; because: string };

export interface CreationParts {
  tickets: Tickets;
  claims: TicketClaims;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Who asks for which fault's ticket. `again`: they were told that none was found, and want it asked for once more. */
export interface CreationOrder {
  fault: string;
  ticket: NewTicket;
  by?: string;
  again?: boolean;
}

/** Search shows what was written up to so much later, as seen with Jira: 90 s, and something over. */
export const SEARCH_LAG = 120_000;

/** A claim that nobody finished: its server went away. Longer than all requests of a creation may take. */
const ABANDONED = 180_000;

/**
 * Makes a fault's ticket in a project once, whoever asks, how often, from wherever: the claim is written before Jira is
 * asked, and after a lost answer nothing is sent again unless a person says so. Throws TicketError when nothing was made.
 */
export async function createTicket(parts: CreationParts, order: CreationOrder): Promise<Creation> {
  const { claims, now } = parts;
  const { fault, by } = order;
  const { project } = order.ticket;
  const sending: TicketClaim = { state: 'sending', at: now(), ...(by !== undefined && { by }) };
  if (await claims.take(fault, project, sending)) return send(parts, order);
  const looked = await look(parts, fault, project);
  // The claim was given back meanwhile: whoever held it was told why.
  if (!looked) return createTicket(parts, order);
  if (looked.found.kind !== 'undecided' || !order.again) return looked.found;
  // Of two persons who decide at the same moment, on the same claim, one asks.
  const mine = await claims.change(fault, project, sending, looked.version);
  return mine ? send(parts, order) : createTicket(parts, { ...order, again: false });
}

/** How a fault's ticket stands: looks for one whose making is uncertain. Undefined when nobody asked for one. */
export async function lookForTicket(
  parts: CreationParts,
  fault: string,
  project: string,
): Promise<Creation | undefined> {
  return (await look(parts, fault, project))?.found;
}

/** What was found, and the version of the claim that it was found by. */
async function look(
  parts: CreationParts,
  fault: string,
  project: string,
): Promise<{ found: Creation; version: string } | undefined> {
  const kept = await parts.claims.claim(fault, project);
  return kept && { found: await judge(parts, { fault, project, ...kept }), version: kept.version };
}

async function judge(
  { tickets, claims, now }: CreationParts,
  { fault, project, claim, version }: KeptClaim & { fault: string; project: string },
): Promise<Creation> {
  if (claim.state === 'made') return { kind: 'exists', key: claim.key };
  const { at, by } = claim;
  const who = by === undefined ? {} : { by };
  if (claim.state === 'sending' && now() < at + ABANDONED) return { kind: 'being made', at, ...who };
  const key = await labelled(tickets, fault, project);
  if (key !== undefined) {
    await claims.change(fault, project, { state: 'made', at, key, ...who }, version);
    return { kind: 'exists', key };
  }
  const because = claim.state === 'uncertain' ? claim.because : 'The server that asked for it went away.';
  const until = at + SEARCH_LAG;
  return now() < until ? { kind: 'uncertain', at, until, because } : { kind: 'undecided', at, because };
}

/** Asks Jira; the claim is ours. */
async function send(parts: CreationParts, { fault, ticket, by }: CreationOrder): Promise<Creation> {
  const { claims, tickets, now } = parts;
  const { project } = ticket;
  const settle = async (claim: TicketClaim): Promise<void> => {
    const kept = await claims.claim(fault, project);
    if (kept) await claims.change(fault, project, { ...claim, ...(by !== undefined && { by }) }, kept.version);
  };
  let sent = false;
  try {
    const known = await labelled(tickets, fault, project);
    sent = known === undefined;
    const key = known ?? (await tickets.create(ticket));
    await settle({ state: 'made', at: now(), key });
    return { kind: known === undefined ? 'created' : 'exists', key };
  } catch (error) {
    if (sent && !(error instanceof TicketError && !error.mayBeDone)) {
      const because = errorSentence(error);
      await settle({ state: 'uncertain', at: now(), because });
      return { kind: 'uncertain', at: now(), until: now() + SEARCH_LAG, because };
    }
    await claims.drop(fault, project);
    throw error;
  }
}

/** The first ticket of the project that carries the fault's label. */
async function labelled(tickets: Tickets, fault: string, project: string): Promise<string | undefined> {
  let page: string | undefined;
  do {
    const found = await tickets.search({ kind: 'label', label: faultLabel(fault) }, page);
    const key = found.tickets.find((ticket) => ticket.key.startsWith(`${project}-`))?.key;
    if (key !== undefined) return key;
    page = found.next;
  } while (page !== undefined);
  return undefined;
}
