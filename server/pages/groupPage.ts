import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { ALL_DAYS, addDays, dayIn, isDay } from '../../src/core/groups/day.ts';
import { isHidden } from '../../src/core/groups/group.ts';
import { explain } from '../../src/core/python/fingerprint.ts';
import type { GroupDetail, Traceback, TracebackStore } from '../../src/stores/store.ts';
import { Problem } from '../api/problem.ts';
import { groupAddress, tracebackAddress } from './addresses.ts';
import { historyBars } from './charts/historyBars.ts';
import { distribution } from './distribution.ts';
import { exceptionViews } from './exceptionView.ts';
import { markOf } from './faultRow.ts';
import { cutMiddle } from './format/cutMiddle.ts';
import { longDay, plainDay, shortDay } from './format/dayName.ts';
import { counted, exactNumber } from './format/number.ts';
import { hitRow } from './hitRow.ts';
import { type Site, show } from './site.ts';
import { stateSentences } from './stateSentences.ts';

const PAGE = 50;

const GroupParameters = Type.Object({ fingerprint: Type.String({ maxLength: 200 }) });
const GroupPageQuery = Type.Object({
  day: Type.Optional(Type.String({ maxLength: 10 })),
  cursor: Type.Optional(Type.String({ maxLength: 1000 })),
});

interface Requested {
  Params: Static<typeof GroupParameters>;
  Querystring: Static<typeof GroupPageQuery>;
}

/** `/groups/:fingerprint`: one fault, its history, its newest traceback, its hits (of one day with `day`), and what makes it one fault. */
export function groupPage(app: FastifyInstance, site: Site): void {
  app.get<Requested>(
    '/groups/:fingerprint',
    { schema: { params: GroupParameters, querystring: GroupPageQuery } },
    async (request, reply) => {
      const { fingerprint } = request.params;
      const { day, cursor } = request.query;
      if (day !== undefined && !isDay(day)) {
        throw new Problem(400, `The address asks for the day "${day}". Days are written like 2016-08-12.`);
      }
      const [group, hits, newest] = await Promise.all([
        site.store.group(fingerprint),
        site.store.tracebacks({
          fingerprint,
          range: day === undefined ? ALL_DAYS : { from: day, to: day },
          limit: PAGE,
          ...(cursor !== undefined && { cursor }),
        }),
        newestTraceback(site.store, fingerprint),
      ]);
      if (!group)
        throw new Problem(
          404,
          'There is no fault with this fingerprint. It may have been stored elsewhere, or its archive has changed.',
        );
      return show(site, reply, 'group', {
        ...headModel(site, group),
        ...historyModel(site, group, day),
        newest: newest && newestModel(newest),
        day: day && { name: longDay(day), all: groupAddress(fingerprint) },
        hits: hits.hits.map((hit) => hitRow(hit, site)),
        next: hits.cursor && `${groupAddress(fingerprint, { ...(day && { day }), cursor: hits.cursor })}#hits`,
        first: cursor && `${groupAddress(fingerprint, day ? { day } : {})}#hits`,
        size: PAGE,
      });
    },
  );
}

async function newestTraceback(store: TracebackStore, fingerprint: string): Promise<Traceback | undefined> {
  const { hits } = await store.tracebacks({ fingerprint, range: ALL_DAYS, limit: 1 });
  return hits[0] && store.traceback(hits[0].id);
}

function headModel({ clock, store, now }: Site, group: GroupDetail) {
  const time = now();
  const today = dayIn(store.timeZone)(time);
  const { type, message, frame } = group.summary;
  const hidden = isHidden(group.state, time);
  const isNew = dayIn(store.timeZone)(group.first) === today;
  return {
    title: message ? `${type}: ${message}` : type,
    section: 'faults' as const,
    action: groupAddress(group.fingerprint),
    mark: markOf({ ...group, isNew }, time),
    type,
    message,
    frame: frame && {
      function: frame.function,
      place: `${frame.path}:${frame.line}`,
      shown: `${cutMiddle(frame.path, 72)}:${frame.line}`,
    },
    count: counted(group.count, 'time'),
    machines:
      group.instances.length === 0
        ? undefined
        : `${counted(group.instances.length, 'machine')}${group.instances.length === 10 ? ' or more' : ''}`,
    firstSeen: {
      iso: new Date(group.first).toISOString(),
      text: clock.stamp(group.first),
      title: clock.exact(group.first),
    },
    lastSeen: clock.shown(group.last, time),
    isNew,
    states: stateSentences(group, clock, time),
    hidden,
    resolved: group.standing === 'resolved',
    tomorrow: addDays(today, 1),
    fingerprint: group.fingerprint,
  };
}

function historyModel({ store, now }: Site, group: GroupDetail, day: string | undefined) {
  const bars = historyBars(group.days, dayIn(store.timeZone)(now()));
  return {
    history: {
      ...bars,
      from: plainDay(bars.range.from),
      to: plainDay(bars.range.to),
      earlierText: bars.earlier > 0 ? `${counted(bars.earlier, 'hit')} before ${plainDay(bars.range.from)}` : undefined,
      bars: bars.bars.map((bar) => ({
        ...bar,
        current: bar.day === day,
        href: `${groupAddress(group.fingerprint, { day: bar.day })}#hits`,
        label: `${shortDay(bar.day)}: ${counted(bar.count, 'hit')}`,
      })),
      highestText: exactNumber(bars.highest),
    },
    distributions: [distribution('program', group.programs), distribution('instance', group.instances)],
  };
}

function newestModel(traceback: Traceback) {
  return {
    href: tracebackAddress(traceback.id),
    context: `${tracebackAddress(traceback.id)}#context`,
    exceptions: exceptionViews(traceback.exceptions),
    unfinished: traceback.unfinished,
    parts: explain(traceback),
  };
}
