import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { ArchiveState } from '../../src/stores/store.ts';
import { dayIn } from '../../src/core/groups/day.ts';
import { counted, exactNumber } from '../../src/core/wording/number.ts';
import { awaitedFrom } from '../ledger/awaited.ts';
import { missingHours } from '../ledger/missingHours.ts';
import type { Settings } from '../settings.ts';
import { address } from './addresses.ts';
import { archiveRow } from './archives/archiveRow.ts';
import { missingPlaces } from './archives/missingPlaces.ts';
import { type Site, show } from './site.ts';

const PAGE = 100;
const STATES: ArchiveState[] = ['queued', 'running', 'done', 'partial', 'failed'];

const ArchivesQuery = Type.Object({
  state: Type.Optional(Type.Enum(STATES)),
  cursor: Type.Optional(Type.String({ maxLength: 2000 })),
});

/** `/archives`: the ledger, the newest hour first; on its first page the hours that are missing, and how to take in more. */
export function archivesPage(app: FastifyInstance, site: Site, settings: Settings): void {
  app.get<{ Querystring: Static<typeof ArchivesQuery> }>(
    '/archives',
    { schema: { querystring: ArchivesQuery } },
    async (request, reply) => {
      const { state, cursor } = request.query;
      const { store, ingestion, clock, now } = site;
      const time = now();
      const isFirst = state === undefined && cursor === undefined;
      const [page, series] = await Promise.all([
        store.archives({ limit: PAGE, ...(state && { state }), ...(cursor !== undefined && { cursor }) }),
        isFirst ? missingHours(store, awaitedFrom(settings, time)) : [],
      ]);
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
        rows: page.archives.map((row) => archiveRow(row, { clock, settings, now: time })),
        state,
        any: all > 0,
        size: PAGE,
        next: page.cursor && address('/archives', { state, cursor: page.cursor }),
        first: cursor && address('/archives', { state }),
        missing: missingPlaces(series, settings),
        buckets: isFirst ? settings.s3Buckets : [],
        today: dayIn('UTC')(time),
      });
    },
  );
}
