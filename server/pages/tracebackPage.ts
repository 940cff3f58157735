import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { lineLink } from '../../src/core/papertrail/link.ts';
import type { Traceback } from '../../src/stores/store.ts';
import { groupAddress, tracebackAddress } from './addresses.ts';
import { editorLinks } from './editorLinks.ts';
import { contextModel, MOST_LINES } from './traceback/contextModel.ts';
import { exceptionViews } from './traceback/exceptionView.ts';
import { cutMiddle } from '../../src/core/wording/cutMiddle.ts';
import { typeName } from '../../src/core/wording/typeName.ts';
import { labelLink } from './list/labelLink.ts';
import { neighbourHits } from './traceback/neighbourHits.ts';
import { TracebackParameters, tracebackOf } from './traceback/tracebackOf.ts';
import { type Site, show } from './site.ts';

const TracebackPageQuery = Type.Object({
  before: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_LINES })),
  after: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_LINES })),
  find: Type.Optional(Type.String({ maxLength: 200 })),
});

/** `/tracebacks/:id`: one traceback, its frames, and what its stream logged around it; `before` and `after` are so many more lines, `find` is marked in them. */
export function tracebackPage(app: FastifyInstance, site: Site): void {
  app.get<{ Params: Static<typeof TracebackParameters>; Querystring: Static<typeof TracebackPageQuery> }>(
    '/tracebacks/:id',
    { schema: { params: TracebackParameters, querystring: TracebackPageQuery } },
    async (request, reply) => {
      const { before = 0, after = 0, find = '' } = request.query;
      const traceback = await tracebackOf(site.store, request.params.id);
      const [context, neighbours] = await Promise.all([
        contextModel(site, traceback, { before, after, find: find.trim() }),
        neighbourHits(site.store, traceback),
      ]);
      return show(site, reply, 'traceback', {
        ...headModel(site, traceback),
        ...context,
        newer: neighbours.newer && tracebackAddress(neighbours.newer.id),
        older: neighbours.older && tracebackAddress(neighbours.older.id),
      });
    },
  );
}

function headModel({ clock, papertrailUrl, sourceUrl, store }: Site, traceback: Traceback) {
  const last = traceback.exceptions.at(-1);
  const type = typeName(last?.type);
  const [message = ''] = last?.message.split('\n', 1) ?? [];
  const at = Date.parse(traceback.at);
  return {
    title: message ? `${type}: ${message}` : type,
    section: 'faults' as const,
    type,
    message,
    shortMessage: cutMiddle(message, 160),
    time: { iso: traceback.at, text: clock.exact(at), title: traceback.at },
    logTime: clock.logTime(at),
    instance: traceback.instance,
    program: traceback.program,
    archive: { name: traceback.archive, shown: cutMiddle(traceback.archive, 80) },
    labels: Object.entries(traceback.labels).map(([name, value]) => labelLink(name, value, { kind: 'all' })),
    hiddenBy: traceback.hiddenBy,
    group: groupAddress(traceback.fingerprint),
    papertrail: lineLink(papertrailUrl, traceback.instance, traceback.id),
    exceptions: exceptionViews(traceback.exceptions, sourceUrl),
    unfinished: traceback.unfinished,
    text: traceback.text,
    textAddress: `${tracebackAddress(traceback.id)}/text`,
    editors: editorLinks({ kind: 'traceback', id: traceback.id }),
    timeZone: clock.timeZone === store.timeZone ? undefined : clock.timeZone,
  };
}
