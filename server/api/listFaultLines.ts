import { Type } from 'typebox';
import { formatInstant } from '../../src/core/papertrail/instant.ts';
import type { FaultLines } from '../../src/stores/faultLines.ts';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { dayRange } from './dayRange.ts';
import { type FaultLinesJson, FaultLinesSchema } from './schemas/faultLines.ts';
import { days, strict } from './schemas/parameters.ts';

const schema = {
  tags: ['groups'],
  summary: 'Lines of a file that raised',
  description:
    'The faults that ran through a file, neither hidden nor resolved, the last seen first, each with the frames of its newest traceback that lie in the file. They are looked for among the newest 10,000 tracebacks that have such a file.',
  querystring: Type.Object(
    {
      file: Type.String({
        minLength: 1,
        maxLength: 500,
        description: 'The file’s name, or the end of its path.',
        examples: ['cart.py', 'orders/cart.py'],
      }),
      ...days,
      limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 200, description: 'At most so many faults.' }),
    },
    strict,
  ),
  response: { 200: Type.Object({ faults: Type.Array(FaultLinesSchema) }) },
};

/** `GET /api/fault_lines` */
export function listFaultLines(api: Api, { store, now }: Parts): void {
  api.get('/fault_lines', { schema }, async ({ query: { file, limit, ...range } }) => {
    const faults = await store.faultLines({ file, range: dayRange(range), limit }, now());
    return { faults: faults.map(faultJson) };
  });
}

function faultJson({ first, last, isNew, standing, ...fault }: FaultLines): FaultLinesJson {
  return {
    ...fault,
    first: formatInstant(first),
    last: formatInstant(last),
    new: isNew,
    // The store leaves resolved ones out.
    standing: standing === 'regressed' ? 'regressed' : 'open',
  };
}
