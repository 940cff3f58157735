import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../packageRoot.ts';
import { HiddenForMe } from '../mine/hiddenForMe.ts';
import { SavedSearches } from '../mine/savedSearches.ts';
import type { Identity } from '../auth/identity.ts';
import type { Parts } from '../parts.ts';
import { archiveActions } from './archiveActions.ts';
import { archivesPage } from './archivesPage.ts';
import { auditPage } from './auditPage.ts';
import { calendarPage } from './calendarPage.ts';
import { clockIn } from '../../src/core/wording/clock.ts';
import { editorSignInPage } from './editorSignInPage.ts';
import { groupActions } from './groupActions.ts';
import { groupPage } from './groupPage.ts';
import { hiddenPage } from './hiddenPage.ts';
import { listPage } from './listPage.ts';
import { newTicketPage } from './newTicketPage.ts';
import { ticketActions } from './ticketActions.ts';
import { problemPage } from './problemPage.ts';
import { regroupActions } from './regroupActions.ts';
import { rulesPage } from './rulesPage.ts';
import { savedSearchActions } from './savedSearchActions.ts';
import { searchHelpPage } from './searchHelpPage.ts';
import { signInPage } from './signInPage.ts';
import type { Site } from './site.ts';
import { tokensPage } from './tokensPage.ts';
import { tracebackPage } from './tracebackPage.ts';
import { tracebackTextPage } from './tracebackTextPage.ts';
import { views } from './views.ts';

/** The site: a page a file. Files of `media` are served elsewhere (plugins/media.ts). */
export async function pages(app: FastifyInstance, parts: Parts & { identity: Identity }): Promise<void> {
  const { store, ingestion, rules, now, settings, identity } = parts;
  const site: Site = {
    store,
    ingestion,
    rules,
    hiddenForMe: new HiddenForMe(store, now),
    searches: new SavedSearches(store),
    now,
    clock: clockIn(settings.timeZone),
    papertrailUrl: settings.papertrailUrl.href.replace(/\/+$/, ''),
    sourceUrl: settings.sourceUrl,
    hasTickets: parts.desk !== undefined,
    render: views(packageRoot()),
  };
  app.problemPage.render = async (problem, request) => problemPage(site, problem, request.url);

  listPage(app, site);
  groupPage(app, site);
  groupActions(app, site);
  regroupActions(app, site);
  hiddenPage(app, site);
  savedSearchActions(app, site);
  calendarPage(app, site);
  if (parts.desk) {
    newTicketPage(app, site, parts.desk);
    ticketActions(app, parts.desk);
  }
  tracebackPage(app, site);
  tracebackTextPage(app, site);
  archivesPage(app, site, settings);
  archiveActions(app, parts);
  rulesPage(app, site);
  searchHelpPage(app, site);
  if (identity.signIn) signInPage(app, site, identity.signIn.parts, identity.signIn.settings);
  editorSignInPage(app, site, identity.codes);
  tokensPage(app, site, identity);
  auditPage(app, site, identity.audit);
}
