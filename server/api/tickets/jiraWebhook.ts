import { createHmac, timingSafeEqual } from 'node:crypto';
import { Type } from 'typebox';
import type { Parts } from '../../parts.ts';
import type { Api } from '../api.ts';
import { Problem } from '../problem.ts';
import { theDesk } from './theDesk.ts';

const KEY = /^[A-Z][A-Z0-9_]{0,254}-\d{1,15}$/;

const schema = {
  tags: ['tickets'],
  summary: 'Jira’s webhook',
  description:
    'Jira says that a ticket changed, signed with `JIRA_WEBHOOK_SECRET` in `X-Hub-Signature`; the ticket is read from Jira then. What the body says of it is not used.',
  response: { 204: Type.Null() },
};

/** Jira sends whole tickets with all their comments. */
const LARGEST = 5_000_000;

/** `POST /api/jira_webhook` */
export function jiraWebhook(api: Api, parts: Parts, secret: string): void {
  // A scope of its own: the signature is of the body's bytes, which the parser elsewhere does not keep.
  void api.register(async (scope) => {
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: LARGEST }, (_request, body, done) =>
      done(null, body),
    );
    const config = { open: true, signed: true };
    scope.post('/jira_webhook', { schema, config, bodyLimit: LARGEST }, async ({ body, headers }, reply) => {
      const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
      if (!isSigned(bytes, headers['x-hub-signature'], secret))
        throw new Problem(
          403,
          'The signature in X-Hub-Signature does not fit: set the webhook’s secret to JIRA_WEBHOOK_SECRET.',
        );
      const key = keyOf(bytes);
      // Jira sends it again when it is told of a failure.
      if (key !== undefined) await theDesk(parts).readTicket(key);
      return reply.code(204).send(null);
    });
  });
}

function isSigned(body: Buffer, header: string | string[] | undefined, secret: string): boolean {
  const given = Buffer.from(typeof header === 'string' ? header : '');
  const right = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
  return given.length === right.length && timingSafeEqual(given, right);
}

function keyOf(body: Buffer): string | undefined {
  const key = (JSON.parse(body.toString()) as { issue?: { key?: unknown } } | null)?.issue?.key;
  return typeof key === 'string' && KEY.test(key) ? key : undefined;
}
