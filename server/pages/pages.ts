import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../packageRoot.ts';
import type { Parts } from '../parts.ts';
import { clockIn } from './format/clock.ts';
import { listPage } from './listPage.ts';
import type { Site } from './site.ts';
import { views } from './views.ts';

/** The site: a page a file. Files of `media` are served elsewhere (plugins/media.ts). */
export async function pages(app: FastifyInstance, { store, ingestion, rules, now, settings }: Parts): Promise<void> {
  const site: Site = {
    store,
    ingestion,
    rules,
    now,
    clock: clockIn(settings.timeZone),
    papertrailUrl: settings.papertrailUrl.href,
    render: views(packageRoot()),
  };
  listPage(app, site);
}
