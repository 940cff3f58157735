import type { FastifyInstance } from 'fastify';
import type { Parts } from '../parts.ts';
import { atomFeed } from './atom.ts';
import { newsOf } from './news.ts';
import { siteBase } from './siteBase.ts';

/** A feed reader that was away for longer reads the list. */
const DAYS = 14;

/** `/feed.atom`: new and regressed faults of the last two weeks. */
export function feed(app: FastifyInstance, { store, settings, now }: Parts): void {
  app.get('/feed.atom', async (request, reply) => {
    const news = await newsOf(store, { now: now(), days: DAYS });
    const base = siteBase(settings, request.host);
    return reply
      .type('application/atom+xml; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(atomFeed(news, { base, now: now() }));
  });
}
