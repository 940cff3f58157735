import { editableText } from '../../src/core/jira/editableText.ts';
import { mentionedHits } from '../../src/core/jira/mentionedHits.ts';
import type { ReportLinks } from '../../src/core/jira/faultReport.ts';
import { ticketComment, type TicketComment } from '../../src/core/jira/ticketComment.ts';
import { ticketDescription } from '../../src/core/jira/ticketDescription.ts';
import { ticketTitle } from '../../src/core/jira/ticketTitle.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import type { NewTicket, Ticket, TicketField, Tickets, TicketType } from '../../src/tickets/tickets.ts';
import { Problem } from '../api/problem.ts';
import { composeTicket, type TicketForm } from './composeTicket.ts';
import { createTicket, type Creation, lookForTicket } from './createTicket.ts';
import { faultReport } from './faultReport.ts';
import { KeptTickets } from './keptTicket.ts';
import { searchLater } from './searchLater.ts';
import { type Suggestion, suggestTickets } from './suggestTickets.ts';
import { type SyncParts, type SyncProgress, syncTicket, syncTickets } from './syncTickets.ts';
import { TicketClaims } from './ticketClaim.ts';
import { TicketLinks } from './ticketLinks.ts';

/** The form of a fault's ticket, as it is first shown. */
export interface TicketDraft {
  project: string;
  types: TicketType[];
  type: string;
  summary: string;
  description: string;
  fields: TicketField[];
}

export interface DeskParts {
  store: TracebackStore;
  tickets: Tickets;
  project: string;
  links: ReportLinks;
  now: () => number;
  /** Waits so many milliseconds; ends early when the server does. */
  wait: (milliseconds: number) => Promise<void>;
}

/** All that people do with tickets, from the site or the editor. Throws TicketError for Jira's troubles, Problem for what is not there. */
export class TicketDesk {
  readonly project: string;
  readonly #parts: DeskParts;
  readonly #links: TicketLinks;
  readonly #claims: TicketClaims;
  readonly #sync: SyncParts;
  #reading: { done: Promise<SyncProgress>; progress: SyncProgress } | undefined;

  constructor(parts: DeskParts) {
    const { store, tickets, project } = parts;
    this.project = project;
    this.#parts = parts;
    const kept = new KeptTickets(store);
    this.#links = new TicketLinks(store, kept, tickets);
    this.#claims = new TicketClaims(store);
    this.#sync = { tickets, records: store, kept, links: this.#links };
  }

  /** A new ticket's form, filled in. `type`: of those that the project has; the first when absent. */
  async draft(fault: string, type?: string): Promise<TicketDraft> {
    const { tickets } = this.#parts;
    const report = await this.#report(fault);
    const types = await tickets.ticketTypes(this.project);
    const chosen = types.find(({ id }) => id === type)?.id ?? types[0]?.id ?? '';
    const fields = await tickets.fields(this.project, chosen);
    return {
      project: this.project,
      types,
      type: chosen,
      summary: ticketTitle(report.traceback.text),
      description: editableText(ticketDescription(report)),
      fields,
    };
  }

  /** Tickets that may be of this fault, the likeliest first. */
  async suggestions(fault: string): Promise<Suggestion[]> {
    const linked = await this.#links.keys(fault);
    return suggestTickets(this.#sync, { report: await this.#report(fault), project: this.project, linked });
  }

  /** How the making of a ticket stands; undefined when nobody asked for one. */
  async standing(fault: string): Promise<Creation | undefined> {
    const found = await lookForTicket(this.#creation(), fault, this.project);
    if (found?.kind === 'exists') await this.#adopt(fault, found.key);
    return found;
  }

  /** The ticket as it would be made: for a preview. */
  async compose(fault: string, form: TicketForm): Promise<NewTicket> {
    const report = await this.#report(fault);
    const fields = await this.#parts.tickets.fields(this.project, form.type);
    return composeTicket(report, form, { project: this.project, fields });
  }

  /** Makes the fault's ticket, once, and links it. */
  async create(fault: string, form: TicketForm, by?: string): Promise<Creation> {
    const ticket = await this.compose(fault, form);
    const creation = await createTicket(this.#creation(), {
      fault,
      ticket,
      ...(by !== undefined && { by }),
      ...(form.again && { again: true }),
    });
    // The ticket is there: when this fails, reading Jira finds it by its label.
    if (creation.kind === 'created' || creation.kind === 'exists')
      await this.link(fault, creation.key).catch(() => undefined);
    if (creation.kind === 'uncertain') void this.#settle(fault);
    return creation;
  }

  /** Links a ticket that there is. */
  async link(fault: string, key: string): Promise<Ticket> {
    const ticket = await this.#parts.tickets.ticket(key);
    if (!ticket) throw new Problem(404, `There is no ticket ${key} in Jira, or this server’s account may not see it.`);
    await this.#sync.kept.keep(ticket);
    if (!(await this.#links.link(fault, ticket.key))) throw noFault();
    return ticket;
  }

  async unlink(fault: string, key: string): Promise<void> {
    if (!(await this.#links.unlink(fault, key))) throw noFault();
  }

  /** Tells a ticket of the hits that it does not mention yet; writes nothing when there are none. */
  async comment(fault: string, key: string): Promise<TicketComment> {
    const [report, ticket] = await Promise.all([this.#report(fault), this.#parts.tickets.ticket(key)]);
    if (!ticket) throw new Problem(404, `There is no ticket ${key} in Jira, or this server’s account may not see it.`);
    const comment = ticketComment(report, mentionedHits(ticket.text));
    if (comment.kind === 'comment') await this.#parts.tickets.comment(key, comment.text);
    return comment;
  }

  /** Opens a ticket that is done again, and gives the name of the transition that did. */
  async reopen(key: string): Promise<string> {
    const { tickets } = this.#parts;
    const open = (await tickets.transitions(key)).filter(({ category }) => category !== 'done');
    const way =
      open.find(({ name }) => /\bre-?open/i.test(name)) ?? open.find(({ category }) => category === 'new') ?? open[0];
    if (!way)
      throw new Problem(
        409,
        `Jira offers no way to open ${key} again: its workflow has none, or this account may not take it.`,
      );
    await tickets.transition(key, way.id);
    await this.readTicket(key);
    return way.name;
  }

  /** The tracker's own form with what there is, for fields that cannot be drawn here. */
  formAddress(form: Pick<TicketForm, 'type' | 'summary'>): string {
    return this.#parts.tickets.formAddress({ ...form, project: this.project });
  }

  address(key: string): string {
    return this.#parts.tickets.address(key);
  }

  /** Reads one ticket again. False when there is none. */
  readTicket(key: string): Promise<boolean> {
    return syncTicket(this.#sync, key);
  }

  /** Reads what changed since the last time; whoever asks while it is being read waits for the same end. */
  readChanges(signal?: AbortSignal): { done: Promise<SyncProgress>; progress: SyncProgress } {
    if (this.#reading) return this.#reading;
    const progress = { read: 0, kept: 0 };
    const options = { progress: (now: SyncProgress) => void Object.assign(progress, now), ...(signal && { signal }) };
    const done = syncTickets(this.#sync, this.project, options).finally(() => {
      this.#reading = undefined;
    });
    this.#reading = { done, progress };
    return this.#reading;
  }

  /** Looks for a ticket whose making is uncertain, and links it when it is found. */
  async #settle(fault: string): Promise<void> {
    const found = await searchLater(this.#creation(), { fault, project: this.project }, this.#parts.wait);
    // Whoever looks at the fault's page later is told what stands.
    if (found?.kind === 'exists') await this.#adopt(fault, found.key).catch(() => undefined);
  }

  /** Links a ticket that was found, unless a person took the link away. */
  async #adopt(fault: string, key: string): Promise<void> {
    if ((await this.#links.keys(fault)).includes(key)) return;
    const ticket = await this.#parts.tickets.ticket(key);
    if (!ticket) return;
    await this.#sync.kept.keep(ticket);
    await this.#links.link(fault, key, { found: true });
  }

  async #report(fault: string) {
    const report = await faultReport(this.#parts.store, fault, this.#parts.links);
    if (!report)
      throw new Problem(
        409,
        'There is no traceback of this fault to write of: there is no such fault, or its tracebacks were dropped.',
      );
    return report;
  }

  #creation() {
    const { tickets, now } = this.#parts;
    return { tickets, now, claims: this.#claims };
  }
}

function noFault(): Problem {
  return new Problem(404, 'There is no fault with this fingerprint.');
}
