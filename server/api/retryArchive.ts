import { Type } from 'typebox';
import { readAgain } from '../ledger/readAgain.ts';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { archiveJson } from './archiveJson.ts';
import { ArchiveSchema } from './schemas/archive.ts';
import { strict } from './schemas/parameters.ts';

const schema = {
  tags: ['archives'],
  summary: 'Read a failed or partial archive again',
  description:
    'For archives of S3; answers once the archive waits to be read, whether its object has changed or not. 409 for what cannot be read again from here, with what to do instead.',
  body: Type.Object(
    { name: Type.String({ minLength: 1, maxLength: 4_096, description: 'As `GET /api/archives` gives it.' }) },
    strict,
  ),
  response: { 202: ArchiveSchema },
};

/** `POST /api/archives/retry` */
export function retryArchive(api: Api, parts: Parts): void {
  api.post('/archives/retry', { schema }, async ({ body: { name }, log }, reply) => {
    const row = await readAgain(parts, name, log.error.bind(log));
    return reply.code(202).send(archiveJson(row));
  });
}
