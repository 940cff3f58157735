import type { FastifyInstance } from 'fastify';
import { QUERY_HELP } from '../../src/core/groups/queryHelp.ts';
import { listAddress } from './addresses.ts';
import { type Site, show } from './site.ts';

/** `/search`: how to search. */
export function searchHelpPage(app: FastifyInstance, site: Site): void {
  app.get('/search', async (_request, reply) =>
    show(site, reply, 'searchHelp', {
      title: 'How to search',
      section: 'search help',
      rows: QUERY_HELP.map((row) => ({
        ...row,
        href: listAddress({ span: { kind: 'all' }, q: row.example, filter: 'all' }),
      })),
    }),
  );
}
