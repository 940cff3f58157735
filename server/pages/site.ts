import type { FastifyReply } from 'fastify';
import type { Rules } from '../../src/core/rules/rules.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import type { Ingestion } from '../ingest/ingestion.ts';
import type { HiddenForMe } from '../mine/hiddenForMe.ts';
import type { SavedSearches } from '../mine/savedSearches.ts';
import type { Clock } from '../../src/core/wording/clock.ts';
import { takeNotice } from './notice.ts';
import type { PageModel, Render } from './views.ts';

/** What the pages are made of. */
export interface Site {
  store: TracebackStore;
  ingestion: Ingestion;
  rules: Rules;
  /** What readers hide for themselves, and the searches they keep. */
  hiddenForMe: HiddenForMe;
  searches: SavedSearches;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Writes times in the zone of the site's readers. */
  clock: Clock;
  /** Where links to log lines lead; no slash at its end. */
  papertrailUrl: string;
  /** Where frames lead at the code host, with `{path}`; undefined: nowhere. */
  sourceUrl: string | undefined;
  /** There is a Jira to make tickets in. */
  hasTickets: boolean;
  render: Render;
}

/** Answers with a page, which also says what was just done. */
export function show(site: Site, reply: FastifyReply, template: string, model: PageModel): FastifyReply {
  let token: string | undefined;
  // A second token would come with a second cookie, which the first does not fit.
  const csrf = () => (token ??= reply.generateCsrf());
  const { person } = reply.request;
  const page = site.render(template, { notice: takeNotice(reply), csrf, person: person?.email, ...model });
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page);
}
