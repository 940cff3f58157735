import { Type } from 'typebox';
import type { TicketForm } from '../../tickets/composeTicket.ts';

/** What the form of a new ticket sends: a field of Jira's as `field.` and its id; several values of one as a list. */
export const TicketFormBody = Type.Record(
  Type.String({ maxLength: 120 }),
  Type.Union([Type.String({ maxLength: 40_000 }), Type.Array(Type.String({ maxLength: 5_000 }), { maxItems: 100 })]),
);

/** What stands before the ids of Jira's fields. */
const PREFIX = 'field.';

/** The form as it was filled in. */
export function readTicketForm(body: Readonly<Record<string, string | string[]>>): TicketForm {
  const one = (name: string): string => [body[name] ?? ''].flat()[0] ?? '';
  const fields = Object.entries(body).filter(([name]) => name.startsWith(PREFIX));
  return {
    type: one('type'),
    summary: one('summary'),
    description: one('description'),
    fields: Object.fromEntries(fields.map(([name, value]) => [name.slice(PREFIX.length), [value].flat()])),
    again: one('again') === 'true',
  };
}
