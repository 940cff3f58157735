import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../packageRoot.ts';
import type { Parts } from '../parts.ts';
import { archiveActions } from './archiveActions.ts';
import { archivesPage } from './archivesPage.ts';
import { clockIn } from '../../src/core/wording/clock.ts';
import { groupActions } from './groupActions.ts';
import { groupPage } from './groupPage.ts';
import { listPage } from './listPage.ts';
import { problemPage } from './problemPage.ts';
import { rulesPage } from './rulesPage.ts';
import { searchHelpPage } from './searchHelpPage.ts';
import type { Site } from './site.ts';
import { tracebackPage } from './tracebackPage.ts';
import { views } from './views.ts';

/** The site: a page a file. Files of `media` are served elsewhere (plugins/media.ts). */
export async function pages(app: FastifyInstance, parts: Parts): Promise<void> {
  const { store, ingestion, rules, now, settings } = parts;
  const site: Site = {
    store,
    ingestion,
    rules,
    now,
    clock: clockIn(settings.timeZone),
    papertrailUrl: settings.papertrailUrl.href.replace(/\/+$/, ''),
    sourceUrl: settings.sourceUrl,
    render: views(packageRoot()),
  };
  app.problemPage.render = async (problem, request) => problemPage(site, problem, request.url);

  listPage(app, site);
  groupPage(app, site);
  groupActions(app, site);
  tracebackPage(app, site);
  archivesPage(app, site, settings);
  archiveActions(app, parts);
  rulesPage(app, site);
  searchHelpPage(app, site);
}
