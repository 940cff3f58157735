import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Audit } from '../auth/audit/audit.ts';
import { address } from './addresses.ts';
import { type Site, show } from './site.ts';

const PAGE = 100;

const AuditQuery = Type.Object({ after: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) });

/** `/audit`: who did what, the newest first. */
export function auditPage(app: FastifyInstance, site: Site, audit: Audit): void {
  app.get<{ Querystring: Static<typeof AuditQuery> }>(
    '/audit',
    { schema: { querystring: AuditQuery } },
    async ({ query: { after } }, reply) => {
      const { entries, next } = await audit.list(PAGE, after);
      const now = site.now();
      return show(site, reply, 'audit', {
        title: 'Who did what',
        section: 'audit',
        rows: entries.map(({ at, ...entry }) => ({ ...entry, when: site.clock.shown(at, now) })),
        size: PAGE,
        next: next && address('/audit', { after: next }),
        first: after && '/audit',
      });
    },
  );
}
