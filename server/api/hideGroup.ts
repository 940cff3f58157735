import { Type } from 'typebox';
import type { Parts } from '../parts.ts';
import type { Api } from './api.ts';
import { changedGroup } from './changedGroup.ts';
import { Problem } from './problem.ts';
import { GroupSchema } from './schemas/group.ts';
import { Fingerprint, strict } from './schemas/parameters.ts';
import { Time } from './schemas/values.ts';

const schema = {
  tags: ['groups'],
  summary: 'Hide a group',
  description: 'Leaves it out of the lists, for everyone, for good or until a time.',
  params: Fingerprint,
  body: Type.Object(
    {
      reason: Type.Optional(Type.String({ maxLength: 500, description: 'Why; shown to everyone.' })),
      until: Type.Optional(Time('When it shows again.')),
    },
    strict,
  ),
  response: { 200: GroupSchema },
};

/** `POST /api/groups/:fingerprint/hide` */
export function hideGroup(api: Api, { store, now }: Parts): void {
  api.post('/groups/:fingerprint/hide', { schema }, async ({ params: { fingerprint }, body, asker }) => {
    const until = body.until === undefined ? undefined : Date.parse(body.until);
    if (until !== undefined && !(until > now()))
      throw new Problem(400, 'until must be a time to come.', { parameter: 'body.until' });
    const known = await store.hide(fingerprint, {
      at: now(),
      ...(until !== undefined && { until }),
      ...(body.reason && { reason: body.reason }),
      ...(asker !== undefined && { by: asker }),
    });
    return changedGroup(store, fingerprint, known);
  });
}
