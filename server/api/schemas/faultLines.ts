import { type Static, Type } from 'typebox';
import { Frame } from './traceback.ts';
import { OneOf, Time } from './values.ts';

const AddressedFrame = Type.Object({
  address: Type.Object(
    {
      exception: Type.Integer({ description: 'Its place in `exceptions`.' }),
      frame: Type.Integer({ description: 'Its place in that exception’s `frames`.' }),
    },
    { description: 'Which frame of the traceback it is, counted from 0.' },
  ),
  frame: Frame,
});

/** A fault that ran through a file. */
export const FaultLinesSchema = Type.Object({
  fingerprint: Type.String({ description: 'Of its group.' }),
  type: Type.String({ description: 'The last exception’s type.' }),
  message: Type.String({ description: 'The first line of its message, at most 300 characters.' }),
  count: Type.Integer({ description: 'The group’s tracebacks of the range.' }),
  first: Time('The first of them.'),
  last: Time('The last of them.'),
  new: Type.Boolean({ description: 'Never seen before the range.' }),
  standing: OneOf(['open', 'regressed'], { description: 'Regressed: seen again after it was marked resolved.' }),
  traceback: Type.String({ description: 'Id of the traceback that the frames are of.' }),
  frames: Type.Array(AddressedFrame, {
    description: 'Those that lie in the file, the innermost of the last exception first.',
  }),
});

/** The same as a type. */
export type FaultLinesJson = Static<typeof FaultLinesSchema>;
