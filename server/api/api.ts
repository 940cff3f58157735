import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Identity } from '../auth/identity.ts';
import type { Parts } from '../parts.ts';
import { API_VERSION, API_VERSION_HEADER, TIME_ZONE_HEADER } from '../../src/stores/companion/apiVersion.ts';
import { editorSignOut } from './editorSignOut.ts';
import { editorToken } from './editorToken.ts';
import { listFaultRules } from './faultRules/listFaultRules.ts';
import { mergeGroup } from './faultRules/mergeGroup.ts';
import { splitGroup } from './faultRules/splitGroup.ts';
import { undoFaultRule } from './faultRules/undoFaultRule.ts';
import { getArchive } from './getArchive.ts';
import { getContext } from './getContext.ts';
import { getCounts } from './getCounts.ts';
import { getGroup } from './getGroup.ts';
import { getNearestDays } from './getNearestDays.ts';
import { getOpenapi } from './getOpenapi.ts';
import { getStatus } from './getStatus.ts';
import { getTraceback } from './getTraceback.ts';
import { hideGroup } from './hideGroup.ts';
import { listArchives } from './listArchives.ts';
import { listFaultLines } from './listFaultLines.ts';
import { listGroups } from './listGroups.ts';
import { listMissingHours } from './listMissingHours.ts';
import { listTracebacks } from './listTracebacks.ts';
import { parseS3 } from './parseS3.ts';
import { parseS3Days } from './parseS3Days.ts';
import { reopenGroup } from './reopenGroup.ts';
import { resolveGroup } from './resolveGroup.ts';
import { restoreAll } from './restoreAll.ts';
import { retryArchive } from './retryArchive.ts';
import { commentTicket } from './tickets/commentTicket.ts';
import { createTicketRoute } from './tickets/createTicketRoute.ts';
import { draftTicket } from './tickets/draftTicket.ts';
import { jiraWebhook } from './tickets/jiraWebhook.ts';
import { linkTicket } from './tickets/linkTicket.ts';
import { listTickets } from './tickets/listTickets.ts';
import { reopenTicket } from './tickets/reopenTicket.ts';
import { suggestedTickets } from './tickets/suggestedTickets.ts';
import { unlinkTicket } from './tickets/unlinkTicket.ts';
import { updateJiraDb } from './tickets/updateJiraDb.ts';
import { problemAnswers } from './schemas/problem.ts';
import { unhideGroup } from './unhideGroup.ts';

/** The app as a route sees it: requests and answers have the types of the route's schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** The HTTP API, below `/api`: a route a file. */
export async function api(app: FastifyInstance, parts: Parts & { identity: Identity }): Promise<void> {
  const routes = app.withTypeProvider<TypeBoxTypeProvider>();
  routes.addHook('onRoute', ({ schema }) => {
    if (schema) schema.response = { ...(schema.response as object), ...problemAnswers };
  });
  // A body that is not there is an empty one, to the schemas.
  routes.addHook('preValidation', async (request) => {
    request.body ??= {};
  });
  routes.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    // Also of errors: whoever is told to bring a token knows then that this is the server meant, of a version it can use.
    reply.header(API_VERSION_HEADER, API_VERSION);
  });
  routes.addHook('preHandler', async (_request, reply) => {
    reply.header(TIME_ZONE_HEADER, parts.store.timeZone);
  });

  getStatus(routes, parts);
  getCounts(routes, parts);
  getNearestDays(routes, parts);
  listGroups(routes, parts);
  getGroup(routes, parts);
  hideGroup(routes, parts);
  unhideGroup(routes, parts);
  resolveGroup(routes, parts);
  reopenGroup(routes, parts);
  restoreAll(routes, parts);
  mergeGroup(routes, parts);
  splitGroup(routes, parts);
  undoFaultRule(routes, parts);
  listFaultRules(routes, parts);
  listFaultLines(routes, parts);
  listTracebacks(routes, parts);
  getTraceback(routes, parts);
  getContext(routes, parts);
  listArchives(routes, parts);
  getArchive(routes, parts);
  listMissingHours(routes, parts);
  retryArchive(routes, parts);
  parseS3(routes, parts);
  parseS3Days(routes, parts);
  if (parts.identity.signIn) editorToken(routes, parts, parts.identity.signIn.parts);
  editorSignOut(routes, parts.identity);
  listTickets(routes, parts);
  draftTicket(routes, parts);
  suggestedTickets(routes, parts);
  createTicketRoute(routes, parts);
  linkTicket(routes, parts);
  unlinkTicket(routes, parts);
  reopenTicket(routes, parts);
  commentTicket(routes, parts);
  updateJiraDb(routes, parts);
  if (parts.settings.jiraWebhookSecret !== undefined) jiraWebhook(routes, parts, parts.settings.jiraWebhookSecret);
  getOpenapi(routes);
}
