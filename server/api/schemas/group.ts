import { type Static, Type } from 'typebox';
import { Labels } from './traceback.ts';
import { OneOf, Time } from './values.ts';

const Frame = Type.Object({
  function: Type.Unsafe<string | null>({ type: ['string', 'null'] }),
  path: Type.String({ description: 'Below the application’s root.' }),
  line: Type.Integer({ description: 'Counted from 1.' }),
});

const Summary = Type.Object(
  {
    type: Type.String(),
    message: Type.String({ description: 'The first line, at most 300 characters.' }),
    frame: Type.Optional(Frame),
    program: Type.String(),
    instance: Type.String(),
    labels: Labels,
  },
  { description: 'Taken from the newest traceback. `frame` is the application’s own innermost one.' },
);

const Hidden = Type.Object(
  {
    at: Time('When it was hidden.'),
    until: Type.Optional(Time('When it shows again; absent: never by itself.')),
    reason: Type.Optional(Type.String()),
    by: Type.Optional(Type.String()),
  },
  { description: 'Set when someone hid it for everyone.' },
);

const Resolved = Type.Object({ at: Time('When it was marked resolved.'), by: Type.Optional(Type.String()) });

/** A ticket that is linked with a group. */
export const TicketSchema = Type.Object({
  key: Type.String({ examples: ['SHOP-17'] }),
  url: Type.String(),
  status: Type.String({ description: 'Its name in Jira.' }),
  category: OneOf(['new', 'indeterminate', 'done'], { description: 'Of the status.' }),
  assignee: Type.Optional(Type.String()),
  summary: Type.Optional(Type.String()),
  created_at: Type.Optional(Time('When it was made.')),
  resolved_at: Type.Optional(Time('When it was done.')),
  fix_version: Type.Optional(Type.String()),
});

/** The same as a type. */
export type TicketJson = Static<typeof TicketSchema>;

/** How many tracebacks one rule hides. */
export const RuleCount = Type.Object({ rule: Type.String(), count: Type.Integer() });
const NameCount = Type.Object({ name: Type.String(), count: Type.Integer() });

const common = {
  fingerprint: Type.String(),
  summary: Summary,
  standing: OneOf(['open', 'resolved', 'regressed'], {
    description:
      'Regressed: seen again after it was marked resolved, or an hour after the last of its tickets was done.',
  }),
  hidden: Type.Optional(Hidden),
  resolved: Type.Optional(Resolved),
  tickets: Type.Optional(Type.Array(TicketSchema, { description: 'Jira issues that are linked with it.' })),
};

/** A group as a row of a list. */
export const GroupRowSchema = Type.Object({
  ...common,
  count: Type.Integer({ description: 'Tracebacks of the range, and of the search.' }),
  first: Time('The first of them.'),
  last: Time('The last of them.'),
  history: Type.Array(Type.Integer(), {
    description:
      'Counts of the 28 days that end with the range’s last day, or the newest one, whatever the search; oldest first.',
  }),
  new: Type.Boolean({ description: 'Never seen before the range.' }),
});

/** The same as a type. */
export type GroupRowJson = Static<typeof GroupRowSchema>;

/** A group with its whole history. */
export const GroupSchema = Type.Object({
  ...common,
  count: Type.Integer({ description: 'All tracebacks ever counted, but those that rules hide.' }),
  first: Time('The first of all.'),
  last: Time('The last of all.'),
  hidden_by_rule: Type.Array(RuleCount, { description: 'How many of its tracebacks each rule hides.' }),
  days: Type.Array(
    Type.Object({
      day: Type.String({ description: 'A day of the store’s time zone: `2016-08-12`.' }),
      first: Time('The first of the day.'),
      last: Time('The last of the day.'),
      count: Type.Integer(),
    }),
    { description: 'Days with tracebacks, oldest first.' },
  ),
  programs: Type.Array(NameCount, { description: 'Up to ten, by count, of the newest 1,000 tracebacks.' }),
  instances: Type.Array(NameCount, { description: 'Up to ten, by count, of the newest 1,000 tracebacks.' }),
});

/** The same as a type. */
export type GroupJson = Static<typeof GroupSchema>;
