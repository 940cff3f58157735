import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { contextText, tracebackText } from '../../src/core/groups/tracebackText.ts';
import type { Traceback } from '../../src/stores/store.ts';
import type { Site } from './site.ts';
import { TracebackParameters, tracebackOf } from './traceback/tracebackOf.ts';

const TextQuery = Type.Object({ context: Type.Optional(Type.Boolean()) });

/** `/tracebacks/:id/text`: a traceback as plain text, for `curl` and for copying; with `context` as lines of the log, those around it too. */
export function tracebackTextPage(app: FastifyInstance, site: Site): void {
  app.get<{ Params: Static<typeof TracebackParameters>; Querystring: Static<typeof TextQuery> }>(
    '/tracebacks/:id/text',
    { schema: { params: TracebackParameters, querystring: TextQuery } },
    async (request, reply) => {
      const traceback = await tracebackOf(site.store, request.params.id);
      return reply
        .type('text/plain; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(request.query.context === true ? logText(traceback) : tracebackText(traceback));
    },
  );
}

function logText(traceback: Traceback): string {
  const { at, id, text, context } = traceback;
  const own = text.split('\n').map((message) => ({ id, at, message }));
  return contextText([...context.before, ...own, ...context.after], traceback);
}
