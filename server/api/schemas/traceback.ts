import { type Static, Type } from 'typebox';
import { Maybe, Time } from './values.ts';

/** One `File "…", line N, in f` entry. */
export const Frame = Type.Object({
  path: Type.String({ description: 'As Python printed it.' }),
  line: Type.Integer({ description: 'Counted from 1.' }),
  function: Maybe('string', 'Null for a SyntaxError’s frame, which names none.'),
  source: Maybe('string', 'The line of source that Python printed; null when it had none.'),
  repeated: Type.Optional(
    Type.Integer({ description: 'How many more times Python said that the frame was repeated.' }),
  ),
});

const PythonException = Type.Object({
  type: Type.String({ description: 'Qualified, except for builtins.' }),
  message: Type.String({ description: 'Everything after the type, notes included.' }),
  relation: Type.Unsafe<'cause' | 'context' | 'member' | null>({
    type: ['string', 'null'],
    enum: ['cause', 'context', 'member', null],
    description:
      'What it is to the exception after it: its cause (`raise … from`), what was being handled, or a member of the group. The last one’s is null.',
  }),
  depth: Type.Optional(Type.Integer({ description: 'How many exception groups it lies in.' })),
  frames: Type.Array(Frame, { description: 'The outermost call first.' }),
});

/** A log line around a traceback. */
export const ContextLine = Type.Object({
  id: Type.String({ description: 'Papertrail’s id of the log line.' }),
  at: Type.String({
    description: 'When it was received: ISO 8601 in UTC, or the column as it stands when it is no time.',
  }),
  message: Type.String(),
});

/** Labels by name. */
export const Labels = Type.Record(Type.String(), Type.String(), {
  description: 'What the team’s expressions found, such as a customer or a request id.',
});

/** A traceback, whole; `parse` prints the same. */
export const TracebackSchema = Type.Object({
  id: Type.String({ description: 'Papertrail’s id of the log line that names the last exception.' }),
  at: Time('When that line was received.'),
  instance: Type.String({ description: 'The machine, such as `i-2ee330b7`.' }),
  program: Type.String(),
  exceptions: Type.Array(PythonException, { description: 'The chain; the exception that ended the program last.' }),
  text: Type.String({ description: 'The traceback’s lines without what the log put before them.' }),
  unfinished: Type.Optional(
    Type.Literal(true, { description: 'Set when the log ended before the last exception was named.' }),
  ),
  context: Type.Object(
    {
      before: Type.Array(ContextLine),
      after: Type.Array(ContextLine),
      cut: Type.Optional(
        Type.Literal(true, { description: 'Set when lines before it were dropped to keep memory bounded.' }),
      ),
    },
    { description: 'What the same program logged on the same machine before and after, oldest first.' },
  ),
  fingerprint: Type.String({ description: 'Of its group.' }),
  own_fingerprint: Type.Optional(
    Type.String({ description: 'What it was identified as, when a rule made it another group’s.' }),
  ),
  archive: Type.String({ description: 'Name of the log archive that has it.' }),
  labels: Labels,
  hidden_by: Type.Optional(Type.String({ description: 'The rule that hides it.' })),
});

/** The same as a type. */
export type TracebackJson = Static<typeof TracebackSchema>;

/** A traceback as a row of a list. */
export const HitSchema = Type.Object({
  id: Type.String(),
  at: Time('When the line that names its last exception was received.'),
  instance: Type.String(),
  program: Type.String(),
  type: Type.String({ description: 'The last exception’s type.' }),
  message: Type.String({ description: 'The last exception’s message.' }),
  fingerprint: Type.String(),
  archive: Type.String(),
  labels: Labels,
  hidden_by: Type.Optional(Type.String({ description: 'The rule that hides it.' })),
});

/** The same as a type. */
export type HitJson = Static<typeof HitSchema>;
