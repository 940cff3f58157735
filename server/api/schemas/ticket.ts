import { Type } from 'typebox';
import type { Creation } from '../../tickets/createTicket.ts';
import { formatInstant } from '../../../src/core/papertrail/instant.ts';
import { Fingerprint } from './parameters.ts';
import { OneOf, Time } from './values.ts';

/** The path of a ticket of a group. */
export const TicketOfGroup = Type.Object({
  ...Fingerprint.properties,
  key: Type.String({
    pattern: '^[A-Za-z][A-Za-z0-9_]{0,254}-[0-9]{1,15}$',
    description: 'Of the ticket.',
    examples: ['SHOP-17'],
  }),
});

/** How the making of a ticket stands. */
export const CreationSchema = Type.Object({
  kind: OneOf(['created', 'exists', 'being made', 'uncertain', 'undecided'], {
    description:
      '`uncertain`: Jira’s answer was lost, and the ticket is looked for. `undecided`: it was looked for and not found; send `again` to make one.',
  }),
  key: Type.Optional(Type.String({ description: 'Of the ticket that there is.' })),
  url: Type.Optional(Type.String()),
  at: Type.Optional(Time('When it was asked for.')),
  by: Type.Optional(Type.String()),
  until: Type.Optional(Time('How long it is looked for.')),
  because: Type.Optional(Type.String({ description: 'What was lost.' })),
});

/** A creation as it is sent. */
export function creationJson(creation: Creation, address: (key: string) => string) {
  if ('key' in creation) return { kind: creation.kind, key: creation.key, url: address(creation.key) };
  return {
    kind: creation.kind,
    at: formatInstant(creation.at),
    ...('by' in creation && creation.by !== undefined && { by: creation.by }),
    ...('until' in creation && { until: formatInstant(creation.until) }),
    ...('because' in creation && { because: creation.because }),
  };
}
