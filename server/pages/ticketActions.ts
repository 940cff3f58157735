import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { counted } from '../../src/core/wording/number.ts';
import { Problem } from '../api/problem.ts';
import type { TicketDesk } from '../tickets/ticketDesk.ts';
import { groupAddress } from './addresses.ts';
import { leaveNotice, type Notice } from './notice.ts';

const Parameters = Type.Object({ fingerprint: Type.String({ maxLength: 200 }) });
const KeyForm = Type.Object({ key: Type.String({ maxLength: 300 }) });

interface Asked {
  Params: Static<typeof Parameters>;
  Body: Static<typeof KeyForm>;
}

const schema = { params: Parameters, body: KeyForm };

/** What the forms beside a fault's tickets do. Each goes back to the fault's page, which says what was done. */
export function ticketActions(app: FastifyInstance, desk: TicketDesk): void {
  app.post<Asked>('/groups/:fingerprint/tickets/link', { schema }, async ({ params: { fingerprint }, body }, reply) => {
    const key = keyIn(body.key);
    await desk.link(fingerprint, key);
    return done(reply, fingerprint, { text: `${key} is linked.`, undo: undo(fingerprint, 'unlink', key) });
  });

  app.post<Asked>(
    '/groups/:fingerprint/tickets/unlink',
    { schema },
    async ({ params: { fingerprint }, body }, reply) => {
      const key = keyIn(body.key);
      await desk.unlink(fingerprint, key);
      const text = `${key} is no longer linked; in Jira it stays as it is.`;
      return done(reply, fingerprint, { text, undo: undo(fingerprint, 'link', key) });
    },
  );

  app.post<Asked>(
    '/groups/:fingerprint/tickets/reopen',
    { schema },
    async ({ params: { fingerprint }, body }, reply) => {
      const key = keyIn(body.key);
      const status = await desk.reopen(key);
      return done(reply, fingerprint, { text: `${key} is open again: ${status}.` });
    },
  );

  app.post<Asked>(
    '/groups/:fingerprint/tickets/comment',
    { schema },
    async ({ params: { fingerprint }, body }, reply) => {
      const key = keyIn(body.key);
      const comment = await desk.comment(fingerprint, key);
      const text =
        comment.kind === 'comment'
          ? `${key} was told of ${counted(comment.hits, 'hit')}.`
          : `Nothing was written to ${key}. ${comment.because}`;
      return done(reply, fingerprint, { text });
    },
  );
}

/** A key, or the address of a ticket that somebody pasted. */
function keyIn(text: string): string {
  const key = /(?:^|\/browse\/|[?&]selectedIssue=)([A-Za-z][A-Za-z0-9_]*-\d+)(?:[?#/&].*)?$/.exec(text.trim())?.[1];
  if (key === undefined)
    throw new Problem(400, `Nothing was changed: “${text.trim()}” is no ticket. Tickets are written like SHOP-17.`);
  return key.toUpperCase();
}

function undo(fingerprint: string, verb: 'link' | 'unlink', key: string): NonNullable<Notice['undo']> {
  return { action: `${groupAddress(fingerprint)}/tickets/${verb}`, fields: { key } };
}

function done(reply: FastifyReply, fingerprint: string, notice: Notice): FastifyReply {
  leaveNotice(reply, notice);
  return reply.redirect(`${groupAddress(fingerprint)}#tickets`, 303);
}
