import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { changedGroup } from './changedGroup.ts';
import { GroupSchema } from './schemas/group.ts';
import { Fingerprint, NoBody } from './schemas/parameters.ts';

const schema = {
  tags: ['groups'],
  summary: 'Show a group again',
  description: 'Ends a hide; without one, changes nothing.',
  params: Fingerprint,
  body: NoBody,
  response: { 200: GroupSchema },
};

/** `POST /api/groups/:fingerprint/unhide` */
export function unhideGroup(api: Api, { store }: Parts): void {
  api.post('/groups/:fingerprint/unhide', { schema }, async ({ params: { fingerprint } }) =>
    changedGroup(store, fingerprint, await store.unhide(fingerprint)),
  );
}
