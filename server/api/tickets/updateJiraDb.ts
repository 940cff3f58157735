import { setTimeout as wait } from 'node:timers/promises';
import { Type } from 'typebox';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { Problem } from '../problem.ts';
import { strict } from '../schemas/parameters.ts';
import { theDesk } from './theDesk.ts';

/** So long the answer waits for the end, in milliseconds. */
const PATIENCE = 20_000;

const Progress = Type.Object({
  read: Type.Integer({ description: 'Tickets read.' }),
  kept: Type.Integer({ description: 'Those of them that have to do with a fault.' }),
  done: Type.Boolean({ description: 'False: it goes on; ask again to learn how far it is.' }),
});

const schema = {
  tags: ['tickets'],
  summary: 'Read tickets from Jira',
  description: 'One, or all that changed since the last time. 202 when that takes longer than 20 s.',
  body: Type.Object(
    {
      issue_key: Type.Optional(
        Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,254}-[0-9]{1,15}$', examples: ['SHOP-17'] }),
      ),
      all: Type.Optional(Type.Literal(true)),
    },
    strict,
  ),
  response: { 200: Progress, 202: Progress },
};

/** `PUT /api/update_jira_db` */
export function updateJiraDb(api: Api, parts: Parts): void {
  api.put('/update_jira_db', { schema }, async ({ body: { issue_key: key, all } }, reply) => {
    const desk = theDesk(parts);
    if ((key === undefined) === (all === undefined))
      throw new Problem(400, 'Send either issue_key or all: true.', { parameter: 'body' });
    if (key !== undefined) {
      if (!(await desk.readTicket(key.toUpperCase())))
        throw new Problem(
          404,
          `There is no ticket ${key.toUpperCase()} in Jira, or this server’s account may not see it.`,
        );
      return { read: 1, kept: 1, done: true };
    }
    const { done, progress } = desk.readChanges();
    const patience = new AbortController();
    const end = await Promise.race([
      done.finally(() => patience.abort()),
      wait(PATIENCE, undefined, { signal: patience.signal, ref: false }).catch(() => undefined),
    ]);
    if (end) return { ...end, done: true };
    // Whoever asked is gone when it fails: the next one is told.
    done.catch(() => undefined);
    return reply.code(202).send({ ...progress, done: false });
  });
}
