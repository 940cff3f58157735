import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import { errorSentence } from '../../src/core/wording/errorSentence.ts';
import { TicketError } from '../../src/tickets/ticketError.ts';
import { Problem } from '../api/problem.ts';
import type { TicketForm } from '../tickets/composeTicket.ts';
import type { TicketDesk } from '../tickets/ticketDesk.ts';
import { groupAddress } from './addresses.ts';
import { leaveNotice } from './notice.ts';
import { type Site, show } from './site.ts';
import { readTicketForm, TicketFormBody } from './tickets/formBody.ts';
import { creationModel, suggestionModel, ticketFormModel } from './tickets/ticketFormModel.ts';

const Parameters = Type.Object({ fingerprint: Type.String({ maxLength: 200 }) });
const TypeQuery = Type.Object({ type: Type.Optional(Type.String({ maxLength: 50 })) });

/** A description of 40,000 characters, each of them written as three or more. */
const LARGEST = 400_000;

interface Asked {
  Params: Static<typeof Parameters>;
}

/**
 * `/groups/:fingerprint/ticket`: a new ticket's form, with the tickets that may be of this fault above it. Works without scripts;
 * whatever Jira says of what was filled in, the form comes back with it.
 */
export function newTicketPage(app: FastifyInstance, site: Site, desk: TicketDesk): void {
  app.get<Asked & { Querystring: Static<typeof TypeQuery> }>(
    '/groups/:fingerprint/ticket',
    { schema: { params: Parameters, querystring: TypeQuery } },
    async (request, reply) =>
      showForm(request, reply, request.query.type === undefined ? {} : { type: request.query.type }),
  );

  app.post<Asked & { Body: Static<typeof TicketFormBody> }>(
    '/groups/:fingerprint/ticket',
    { schema: { params: Parameters, body: TicketFormBody }, bodyLimit: LARGEST },
    async (request, reply) => {
      const { fingerprint } = request.params;
      const filled = readTicketForm(request.body);
      const does = request.body['does'];
      if (does === 'preview') return showForm(request, reply, { filled, preview: true });
      if (does !== 'create') return showForm(request, reply, { filled });
      if (filled.summary.trim() === '')
        return showForm(request, reply.code(422), { filled, problem: 'Nothing was made: the ticket needs a title.' });
      try {
        const creation = await desk.create(fingerprint, filled, request.asker);
        if (creation.kind === 'created' || creation.kind === 'exists') {
          const text =
            creation.kind === 'created'
              ? `${creation.key} was made.`
              : `Nothing was made: ${creation.key} is this fault’s ticket already.`;
          leaveNotice(reply, { text });
          return await reply.redirect(`${groupAddress(fingerprint)}#tickets`, 303);
        }
        return await showForm(request, reply, { filled });
      } catch (error) {
        if (!(error instanceof TicketError)) throw error;
        return showForm(request, reply.code(STATUS[error.reason] ?? 502), { filled, problem: errorSentence(error) });
      }
    },
  );

  async function showForm(
    request: FastifyRequest<Asked>,
    reply: FastifyReply,
    { type, filled, problem, preview }: { type?: string; filled?: TicketForm; problem?: string; preview?: boolean },
  ): Promise<FastifyReply> {
    const { fingerprint } = request.params;
    const group = await site.store.group(fingerprint);
    if (!group) throw new Problem(404, 'There is no fault with this fingerprint.');
    const known = await readKnown(fingerprint, filled?.type ?? type).catch((error: unknown) => {
      if (!(error instanceof TicketError)) throw error;
      return { trouble: errorSentence(error) };
    });
    const time = site.now();
    const shared = {
      title: `New ticket: ${group.summary.type}`,
      section: 'faults' as const,
      back: groupAddress(fingerprint),
      filled,
    };
    if ('trouble' in known) {
      if (!problem) reply.code(502);
      return show(site, reply, 'newTicket', { ...shared, problem: problem ?? known.trouble, lost: filled });
    }
    const { draft, suggestions, creation } = known;
    const shown = preview && filled ? await desk.compose(fingerprint, filled) : undefined;
    return show(site, reply, 'newTicket', {
      ...shared,
      problem,
      form: ticketFormModel(desk, draft, filled),
      preview: shown,
      creation: creationModel(creation, desk, site.clock, time),
      suggestions: suggestions.map((suggestion) => suggestionModel(suggestion, desk)),
    });
  }

  async function readKnown(fingerprint: string, type: string | undefined) {
    const [draft, suggestions, creation] = await Promise.all([
      desk.draft(fingerprint, type),
      desk.suggestions(fingerprint),
      desk.standing(fingerprint),
    ]);
    return { draft, suggestions, creation };
  }
}

/** What a browser is answered with when Jira refuses. */
const STATUS: Partial<Record<TicketError['reason'], number>> = {
  'field missing': 422,
  refused: 422,
  'too many requests': 503,
};
