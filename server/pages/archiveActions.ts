import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { daysName } from '../../src/core/wording/daysPhrase.ts';
import { counted } from '../../src/core/wording/number.ts';
import { queueDays } from '../api/parseS3Days.ts';
import { readAgain } from '../ledger/readAgain.ts';
import type { Parts } from '../parts.ts';
import { leaveNotice } from './notice.ts';

const RetryForm = Type.Object({ name: Type.String({ minLength: 1, maxLength: 4_096 }) });
const FetchForm = Type.Object({
  bucket: Type.String({ minLength: 1, maxLength: 63 }),
  prefix: Type.Optional(Type.String({ maxLength: 1_000 })),
  from: Type.String({ maxLength: 10 }),
  /** Empty: the first day only. */
  to: Type.Optional(Type.String({ maxLength: 10 })),
});

/** What the forms of the archives' page do. Each goes back to it, which says what was done. */
export function archiveActions(app: FastifyInstance, parts: Parts): void {
  app.post<{ Body: Static<typeof RetryForm> }>(
    '/archives/retry',
    { schema: { body: RetryForm } },
    async ({ body: { name }, log }, reply) => {
      await readAgain(parts, name, log.error.bind(log));
      leaveNotice(reply, { text: `${name.slice(name.lastIndexOf('/') + 1)} is read again.` });
      return reply.redirect('/archives', 303);
    },
  );

  app.post<{ Body: Static<typeof FetchForm> }>(
    '/archives/fetch',
    { schema: { body: FetchForm } },
    async ({ body: { bucket, prefix, from, to }, log }, reply) => {
      const where = { bucket, from, to: to || from, ...(prefix !== undefined && { prefix }) };
      const { found, queued } = await queueDays(parts, where, 'body.from', log.error.bind(log));
      leaveNotice(reply, { text: fetchedText(daysName(where), { bucket, found, queued }) });
      return reply.redirect('/archives', 303);
    },
  );
}

function fetchedText(
  days: string,
  { bucket, found, queued }: { bucket: string; found: number; queued: number },
): string {
  if (found === 0) return `${days}: the bucket ${bucket} has no archives there.`;
  const archives = `${days}: ${counted(found, 'archive')} in the bucket ${bucket}`;
  return queued === 0 ? `${archives}, all of them known already.` : `${archives}, ${queued} of them to be read now.`;
}
