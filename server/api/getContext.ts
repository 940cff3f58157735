import { Type } from 'typebox';
import { edgeOf } from '../../src/stores/contextSource.ts';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { noTraceback } from './notFound.ts';
import { Problem } from './problem.ts';
import { strict, TracebackId } from './schemas/parameters.ts';
import { ContextLine } from './schemas/traceback.ts';
import { OneOf } from './schemas/values.ts';

const schema = {
  tags: ['tracebacks'],
  summary: 'More lines around a traceback',
  description: 'Read from the log archive, which the server must still have at hand (410 otherwise).',
  params: TracebackId,
  querystring: Type.Object(
    {
      direction: OneOf(['before', 'after'], { default: 'before', description: 'Which way.' }),
      from: Type.Optional(
        Type.String({
          pattern: String.raw`^\d{1,20}$`,
          description:
            'Id of the log line to go on from; without it, the first (or last) line of the traceback’s own context.',
        }),
      ),
      limit: Type.Integer({ minimum: 1, maximum: 200, default: 100, description: 'At most so many lines.' }),
    },
    strict,
  ),
  response: {
    200: Type.Object({
      lines: Type.Array(ContextLine, { description: 'Oldest first; fewer than `limit` when the archive has no more.' }),
    }),
  },
};

/** `GET /api/tracebacks/:id/context` */
export function getContext(api: Api, { store, ingestion }: Parts): void {
  api.get('/tracebacks/:id/context', { schema }, async ({ params: { id }, query: { direction, from, limit } }) => {
    const traceback = await store.traceback(id);
    if (!traceback) throw noTraceback(id);
    const { archive, instance, program } = traceback;
    const start = edgeOf(traceback, { direction, ...(from !== undefined && { from }) });
    const lines = await ingestion.moreLines({ archive, instance, program, from: start, direction, limit });
    if (!lines)
      throw new Problem(
        410,
        `${archive} is not at hand any more, so there are no more lines than the traceback’s own context.`,
      );
    return { lines };
  });
}
