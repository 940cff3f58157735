import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { ArchiveRow, ArchiveState } from '../../src/stores/store.ts';
import { address } from './addresses.ts';
import type { Clock } from '../../src/core/wording/clock.ts';
import { cutMiddle } from '../../src/core/wording/cutMiddle.ts';
import { duration } from '../../src/core/wording/duration.ts';
import { counted, exactNumber } from '../../src/core/wording/number.ts';
import { size } from '../../src/core/wording/size.ts';
import { type Site, show } from './site.ts';

const PAGE = 100;
const STATES: ArchiveState[] = ['queued', 'running', 'done', 'partial', 'failed'];

const ArchivesQuery = Type.Object({
  state: Type.Optional(Type.Enum(STATES)),
  cursor: Type.Optional(Type.String({ maxLength: 2000 })),
});

/** `/archives`: the ledger, the newest hour first. */
export function archivesPage(app: FastifyInstance, site: Site): void {
  app.get<{ Querystring: Static<typeof ArchivesQuery> }>(
    '/archives',
    { schema: { querystring: ArchivesQuery } },
    async (request, reply) => {
      const { state, cursor } = request.query;
      const { store, ingestion, clock, now } = site;
      const page = await store.archives({
        limit: PAGE,
        ...(state && { state }),
        ...(cursor !== undefined && { cursor }),
      });
      const time = now();
      const all = STATES.reduce((sum, each) => sum + page.counts[each], 0);
      return show(site, reply, 'archives', {
        title: 'Archives',
        section: 'archives',
        filters: [
          { text: 'all', href: '/archives', count: exactNumber(all), current: state === undefined },
          ...STATES.map((each) => ({
            text: each,
            href: address('/archives', { state: each }),
            count: exactNumber(page.counts[each]),
            current: state === each,
          })),
        ],
        pending:
          ingestion.pending > 0 ? `${counted(ingestion.pending, 'archive')} waiting or being read now.` : undefined,
        rows: page.archives.map((row) => archiveRow(row, clock, time)),
        state,
        any: all > 0,
        size: PAGE,
        next: page.cursor && address('/archives', { state, cursor: page.cursor }),
        first: cursor && address('/archives', { state }),
      });
    },
  );
}

function archiveRow(row: ArchiveRow, clock: Clock, now: number) {
  const file = row.name.slice(row.name.lastIndexOf('/') + 1);
  return {
    name: row.name,
    file: cutMiddle(file, 64),
    folder: cutMiddle(row.name.slice(0, row.name.length - file.length), 64),
    state: row.state,
    bytes: { text: size(row.bytes), title: `${exactNumber(row.bytes)} bytes` },
    lines: exactNumber(row.lines),
    tracebacks: exactNumber(row.tracebacks),
    took: row.endedAt === undefined || row.state === 'queued' ? '' : duration(row.endedAt - row.startedAt),
    when: clock.shown(row.endedAt ?? row.startedAt, now),
    error: row.error,
  };
}
