import { type Static, Type } from 'typebox';
import { SPLIT_BY, type SplitCondition } from '../../../src/core/groups/faultRules.ts';
import { OneOf } from '../../api/schemas/values.ts';
import { Problem } from '../../api/problem.ts';
import type { AskedCondition } from '../../faultRules/splitRule.ts';

/** What the form that merges sends: another fault's fingerprint or the address of its page. */
export const MergeForm = Type.Object({ into: Type.String({ maxLength: 2_000 }) });

/** What the form that splits sends; a label is written like `customer=acme`. */
export const SplitForm = Type.Object({
  by: OneOf(SPLIT_BY, { description: 'What is looked at.' }),
  value: Type.String({ maxLength: 2_000 }),
});

/** What was typed into the one or the other, and why nothing was done. */
export interface RegroupForms {
  merge?: Static<typeof MergeForm> & { problem: string };
  split?: Static<typeof SplitForm> & { problem: string };
}

const NAMES: Record<SplitCondition['by'], string> = {
  program: 'program',
  instance: 'instance',
  label: 'label, like customer=acme',
  frame: 'path of a frame, or its end',
  message: 'message, as a regular expression',
};

/** The two forms as the template draws them. */
export function regroupModel({ merge, split }: RegroupForms) {
  return {
    merge,
    split,
    choices: SPLIT_BY.map((by) => ({ by, text: NAMES[by], chosen: by === split?.by })),
  };
}

/** The fingerprint that was typed, or that stands in the address that was pasted. Throws Problem (400) when there is none. */
export function fingerprintIn(text: string): string {
  const found = /(?:^|\/groups?\/)(v\d+-\w+)(?=$|[/?#])/.exec(text.trim())?.[1];
  if (found !== undefined) return found;
  throw new Problem(
    400,
    text.trim() === ''
      ? 'Nothing was merged: paste the address of the other fault’s page.'
      : 'Nothing was merged: this is no fault. Paste the address of its page, or its fingerprint.',
  );
}

/** What is to be split off. Throws Problem (400) for a label that is not written as one. */
export function askedCondition({ by, value: typed }: Static<typeof SplitForm>): AskedCondition {
  const value = typed.trim();
  if (by !== 'label') return { by, value };
  const [, name, rest] = /^([^=]+)=(.+)$/s.exec(value) ?? [];
  if (name !== undefined && rest !== undefined) return { by, name, value: rest };
  throw new Problem(400, 'Nothing was split off: a label is written like customer=acme.');
}

/** What the form that splits is sent with for this condition. */
export function splitFields(condition: SplitCondition): Static<typeof SplitForm> {
  const { by, value } = condition;
  return { by, value: condition.by === 'label' ? `${condition.name}=${value}` : value };
}
