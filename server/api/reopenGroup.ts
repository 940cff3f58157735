import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { changedGroup } from './changedGroup.ts';
import { GroupSchema } from './schemas/group.ts';
import { Fingerprint, NoBody } from './schemas/parameters.ts';

const schema = {
  tags: ['groups'],
  summary: 'Call a group open again',
  description: 'Takes back that it was marked resolved.',
  params: Fingerprint,
  body: NoBody,
  response: { 200: GroupSchema },
};

/** `POST /api/groups/:fingerprint/reopen` */
export function reopenGroup(api: Api, { store }: Parts): void {
  api.post('/groups/:fingerprint/reopen', { schema }, async ({ params: { fingerprint } }) =>
    changedGroup(store, fingerprint, await store.reopen(fingerprint)),
  );
}
