import { Type } from 'typebox';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { archiveJson } from './archiveJson.ts';
import { noArchive } from './notFound.ts';
import { ArchiveSchema } from './schemas/archive.ts';
import { strict } from './schemas/parameters.ts';

const schema = {
  tags: ['archives'],
  summary: 'One archive',
  // A name is full of slashes, which proxies decode or refuse in a path.
  querystring: Type.Object(
    { name: Type.String({ minLength: 1, maxLength: 4_096, description: 'Bucket and key, or the local path.' }) },
    strict,
  ),
  response: { 200: ArchiveSchema },
};

/** `GET /api/archive` */
export function getArchive(api: Api, { store }: Parts): void {
  api.get('/archive', { schema }, async ({ query: { name } }) => {
    const row = await store.archive(name);
    if (!row) throw noArchive(name);
    return archiveJson(row);
  });
}
