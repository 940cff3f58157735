import { type Static, Type } from 'typebox';
import { SPLIT_BY } from '../../../src/core/groups/faultRules.ts';
import { strict } from './parameters.ts';
import { OneOf, Time } from './values.ts';

/** Which of a group's tracebacks are split off. */
export const SplitConditionSchema = Type.Object(
  {
    by: OneOf(SPLIT_BY, {
      description: 'What is looked at; `frame`: the path of any, `message`: the last exception’s.',
    }),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Of a label.' })),
    value: Type.String({
      minLength: 1,
      maxLength: 200,
      description:
        'What it must be. Of a frame: its path, or the end of it from a slash. Of a message: a regular expression.',
    }),
  },
  strict,
);

/** A rule on which tracebacks are one group. */
export const FaultRuleSchema = Type.Object({
  kind: OneOf(['merge', 'split'], { description: '`merge`: all of them, `split`: those that fit the condition.' }),
  fingerprint: Type.String({ description: 'The group that it takes tracebacks from.' }),
  into: Type.String({ description: 'The group that they are of.' }),
  condition: Type.Optional(SplitConditionSchema),
  at: Time('When it was made.'),
  by: Type.Optional(Type.String()),
});

/** The same as a type. */
export type FaultRuleJson = Static<typeof FaultRuleSchema>;

/** The answer to a change of the rules. */
export const ChangedRule = Type.Object({
  rule: FaultRuleSchema,
  applied: Type.Boolean({
    description: 'Whether everything stored is grouped so; false: it still goes on, and goes on by itself.',
  }),
});
