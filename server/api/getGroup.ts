import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { groupJson } from './groupJson.ts';
import { noGroup } from './notFound.ts';
import { GroupSchema } from './schemas/group.ts';
import { Fingerprint } from './schemas/parameters.ts';

const schema = {
  tags: ['groups'],
  summary: 'A group with its history',
  params: Fingerprint,
  response: { 200: GroupSchema },
};

/** `GET /api/groups/:fingerprint` */
export function getGroup(api: Api, { store }: Parts): void {
  api.get('/groups/:fingerprint', { schema }, async ({ params: { fingerprint } }) => {
    const group = await store.group(fingerprint);
    if (!group) throw noGroup(fingerprint);
    return groupJson(group);
  });
}
