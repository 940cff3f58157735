import { Type } from 'typebox';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { archiveJson } from './archiveJson.ts';
import { ARCHIVE_STATES, ArchiveSchema } from './schemas/archive.ts';
import { paging, strict } from './schemas/parameters.ts';
import { OneOf } from './schemas/values.ts';

const Count = Type.Integer();

const schema = {
  tags: ['archives'],
  summary: 'Archives, the newest hour first',
  querystring: Type.Object(
    {
      state: Type.Optional(OneOf(ARCHIVE_STATES, { description: 'Those in one state.' })),
      after: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 4_096,
          description: 'Only names that come after this one in the list.',
        }),
      ),
      ...paging,
    },
    strict,
  ),
  response: {
    200: Type.Object({
      archives: Type.Array(ArchiveSchema),
      cursor: Type.Optional(Type.String({ description: 'Gets the next page; absent on the last.' })),
      counts: Type.Object(
        { queued: Count, running: Count, done: Count, partial: Count, failed: Count },
        { description: 'How many there are in each state.' },
      ),
    }),
  },
};

/** `GET /api/archives` */
export function listArchives(api: Api, { store }: Parts): void {
  api.get('/archives', { schema }, async ({ query: { state, after, limit, cursor } }) => {
    const page = await store.archives({
      ...(state !== undefined && { state }),
      ...(after !== undefined && { after }),
      limit,
      ...(cursor !== undefined && { cursor }),
    });
    return {
      archives: page.archives.map(archiveJson),
      ...(page.cursor !== undefined && { cursor: page.cursor }),
      counts: page.counts,
    };
  });
}
