import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { lineLink } from '../../src/core/papertrail/link.ts';
import type { Traceback } from '../../src/stores/store.ts';
import { Problem } from '../api/problem.ts';
import { groupAddress, tracebackAddress } from './addresses.ts';
import { editorLinks } from './editorLinks.ts';
import { type ContextEnd, loadContext } from './traceback/contextLoading.ts';
import { exceptionViews } from './traceback/exceptionView.ts';
import { cutMiddle } from '../../src/core/wording/cutMiddle.ts';
import { counted } from '../../src/core/wording/number.ts';
import { typeName } from '../../src/core/wording/typeName.ts';
import { labelLink } from './list/labelLink.ts';
import { anchorOf, logRows } from './traceback/logRows.ts';
import { neighbourHits } from './traceback/neighbourHits.ts';
import { type Site, show } from './site.ts';

/** How many more lines each step of loading more has in all. */
const STEPS = [100, 300, 1_000, 3_000];
const MOST = STEPS.at(-1) ?? 0;

const TracebackParameters = Type.Object({ id: Type.String({ maxLength: 100 }) });
const TracebackPageQuery = Type.Object({
  before: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST })),
  after: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST })),
});

/** `/tracebacks/:id`: one traceback, its frames, and what its stream logged around it; `before` and `after` are so many more lines. */
export function tracebackPage(app: FastifyInstance, site: Site): void {
  app.get<{ Params: Static<typeof TracebackParameters>; Querystring: Static<typeof TracebackPageQuery> }>(
    '/tracebacks/:id',
    { schema: { params: TracebackParameters, querystring: TracebackPageQuery } },
    async (request, reply) => {
      const { store, ingestion } = site;
      const { before = 0, after = 0 } = request.query;
      const traceback = await store.traceback(request.params.id);
      if (!traceback) {
        throw new Problem(
          404,
          'There is no traceback with this id. Its archive may have been read again and have changed, or its day is beyond the retention time.',
        );
      }
      const [context, neighbours] = await Promise.all([
        loadContext(ingestion, traceback, { before, after }),
        neighbourHits(store, traceback),
      ]);
      return show(site, reply, 'traceback', {
        ...headModel(site, traceback),
        newer: neighbours.newer && tracebackAddress(neighbours.newer.id),
        older: neighbours.older && tracebackAddress(neighbours.older.id),
        before: endModel(site, traceback, context.before, 'before', { before, after }),
        after: endModel(site, traceback, context.after, 'after', { before, after }),
        own: traceback.text.split('\n'),
        cut: traceback.context.cut,
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
    anchor: anchorOf(traceback.id),
    editors: editorLinks({ kind: 'traceback', id: traceback.id }),
    timeZone: clock.timeZone === store.timeZone ? undefined : clock.timeZone,
  };
}

function endModel(
  site: Site,
  traceback: Traceback,
  end: ContextEnd,
  side: 'before' | 'after',
  loaded: { before: number; after: number },
) {
  const rows = logRows(end.lines, site.clock);
  const edge = side === 'before' ? rows.at(0) : rows.at(-1);
  const step = STEPS.find((each) => each > loaded[side]);
  const more =
    step === undefined || end.beyond !== 'more'
      ? undefined
      : {
          href: `${tracebackAddress(traceback.id, { ...loaded, [side]: step })}#${edge?.anchor ?? anchorOf(traceback.id)}`,
          text: `Load ${counted(step - loaded[side], side === 'before' ? 'earlier line' : 'later line')}`,
          than: edge && `${side} ${edge.time}`,
        };
  return { rows, more, beyond: end.beyond, limit: end.beyond === 'more' && step === undefined };
}
