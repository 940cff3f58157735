import type { Clock } from '../../../src/core/wording/clock.ts';
import { duration } from '../../../src/core/wording/duration.ts';
import type { TicketField } from '../../../src/tickets/tickets.ts';
import type { Creation } from '../../tickets/createTicket.ts';
import type { Suggestion } from '../../tickets/suggestTickets.ts';
import type { TicketDesk, TicketDraft } from '../../tickets/ticketDesk.ts';
import type { TicketForm } from '../../tickets/composeTicket.ts';

/** The form of a new ticket, with what was filled in already. */
export function ticketFormModel(desk: TicketDesk, draft: TicketDraft, filled: TicketForm | undefined) {
  const { project, types, type } = draft;
  const summary = filled?.summary ?? draft.summary;
  const fields = draft.fields.map((field) => fieldModel(field, filled?.fields[field.id] ?? []));
  const drawn = fields.filter(({ kind }) => kind !== 'other');
  return {
    project,
    types: types.map(({ id, name }) => ({ id, name, chosen: id === type })),
    summary,
    description: filled?.description ?? draft.description,
    required: drawn.filter((field) => field.required),
    more: drawn.filter((field) => !field.required),
    // Nothing can be made without them, and they cannot be filled in here.
    undrawable: fields.filter(({ kind, required }) => kind === 'other' && required).map(({ name }) => name),
    jiraForm: desk.formAddress({ type, summary }),
  };
}

function fieldModel({ id, name, required, kind, options }: TicketField, given: readonly string[]) {
  return {
    name,
    required,
    kind,
    input: `field.${id}`,
    value: given[0] ?? '',
    hint: kind === 'user' ? 'account ID' : kind === 'words' ? 'with spaces between them' : undefined,
    options: options.map((option) => ({ ...option, chosen: given.includes(option.id) })),
  };
}

/** How the making of a ticket stands, as a sentence, and whether a person is to decide. */
export function creationModel(creation: Creation | undefined, desk: TicketDesk, clock: Clock, now: number) {
  if (!creation) return undefined;
  switch (creation.kind) {
    case 'being made': {
      const who = creation.by === undefined ? '' : ` by ${creation.by}`;
      return {
        text: `A ticket is being made${who} right now, since ${clock.time(creation.at)}. Load this page again in a moment.`,
      };
    }
    case 'uncertain': {
      const left = duration(creation.until - now);
      return {
        text: `${creation.because} The ticket is being looked for, for ${left} more: Jira’s search shows new ones late. Nothing is sent again meanwhile. Load this page again then.`,
      };
    }
    case 'undecided':
      return {
        text: `${creation.because} No ticket of this fault was found in two minutes. Look into Jira, then link what is there or make one.`,
        decide: true,
      };
    default:
      return { text: 'This fault has a ticket in this project:', key: creation.key, href: desk.address(creation.key) };
  }
}

/** A ticket that may be of the fault, as a row. */
export function suggestionModel({ ticket: { key, summary, status }, match }: Suggestion, desk: TicketDesk) {
  return {
    key,
    href: desk.address(key),
    summary,
    status,
    why: match.kind === 'this fault' ? `This fault: ${match.because}` : `Similar: ${match.because}`,
  };
}
