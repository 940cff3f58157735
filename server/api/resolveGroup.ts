import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { changedGroup } from './changedGroup.ts';
import { GroupSchema } from './schemas/group.ts';
import { Fingerprint, NoBody } from './schemas/parameters.ts';

const schema = {
  tags: ['groups'],
  summary: 'Mark a group resolved',
  description: 'From now on; when it is seen again it is called regressed.',
  params: Fingerprint,
  body: NoBody,
  response: { 200: GroupSchema },
};

/** `POST /api/groups/:fingerprint/resolve` */
export function resolveGroup(api: Api, { store, now }: Parts): void {
  api.post('/groups/:fingerprint/resolve', { schema }, async ({ params: { fingerprint }, asker }) => {
    const known = await store.resolve(fingerprint, { at: now(), ...(asker !== undefined && { by: asker }) });
    return changedGroup(store, fingerprint, known);
  });
}
