import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { dayIn } from '../../src/core/groups/day.ts';
import { type GroupState, isHidden } from '../../src/core/groups/group.ts';
import { Problem } from '../api/problem.ts';
import { groupAddress } from './addresses.ts';
import { counted } from '../../src/core/wording/number.ts';
import { HideForm, hiddenAs } from './group/hideForm.ts';
import { type Notice, leaveNotice } from './notice.ts';
import type { Site } from './site.ts';

const Fingerprint = Type.Object({ fingerprint: Type.String({ maxLength: 200 }) });
const Parameters = { schema: { params: Fingerprint } };

interface OfGroup {
  Params: Static<typeof Fingerprint>;
}

/** What the forms of the pages do. Each goes back to the fault's page, which says what was done and offers to undo it. */
export function groupActions(app: FastifyInstance, site: Site): void {
  const { store, now } = site;

  app.post<OfGroup & { Body: Static<typeof HideForm> }>(
    '/groups/:fingerprint/hide',
    { schema: { params: Fingerprint, body: HideForm } },
    async ({ params: { fingerprint }, body, asker }, reply) => {
      const { said, ...hidden } = hiddenAs(body, site);
      found(await store.hide(fingerprint, { ...hidden, ...(asker !== undefined && { by: asker }) }));
      return done(reply, fingerprint, { text: `Hidden for everyone ${said}.`, undo: undo(fingerprint, 'unhide') });
    },
  );

  app.post<OfGroup>('/groups/:fingerprint/unhide', Parameters, async ({ params: { fingerprint } }, reply) => {
    const before = (await store.group(fingerprint))?.state;
    found(await store.unhide(fingerprint));
    const fields = before && isHidden(before, now()) ? hideFields(before, site) : undefined;
    return done(reply, fingerprint, {
      text: 'Shown again.',
      ...(fields && { undo: undo(fingerprint, 'hide', fields) }),
    });
  });

  app.post<OfGroup>('/groups/:fingerprint/resolve', Parameters, async ({ params: { fingerprint }, asker }, reply) => {
    found(await store.resolve(fingerprint, { at: now(), ...(asker !== undefined && { by: asker }) }));
    const text = 'Marked as resolved. When it is seen again, it is listed as regressed.';
    return done(reply, fingerprint, { text, undo: undo(fingerprint, 'reopen') });
  });

  app.post<OfGroup>('/groups/:fingerprint/reopen', Parameters, async ({ params: { fingerprint } }, reply) => {
    found(await store.reopen(fingerprint));
    return done(reply, fingerprint, { text: 'Open again.', undo: undo(fingerprint, 'resolve') });
  });

  app.post('/restore_all', async (_request, reply) => {
    const count = await store.restoreAll();
    leaveNotice(reply, { text: count === 0 ? 'No fault was hidden.' : `${counted(count, 'fault')} shown again.` });
    return reply.redirect('/', 303);
  });
}

function undo(fingerprint: string, verb: string, fields: Record<string, string> = {}): NonNullable<Notice['undo']> {
  return { action: `${groupAddress(fingerprint)}/${verb}`, fields };
}

/** What the hide form is to be sent with to hide a group as it was hidden. */
function hideFields({ hidden }: GroupState, { store }: Site): Record<string, string> {
  return {
    ...(hidden?.until !== undefined && { until: dayIn(store.timeZone)(hidden.until) }),
    ...(hidden?.reason !== undefined && { reason: hidden.reason }),
  };
}

function found(changed: boolean): void {
  if (!changed) throw new Problem(404, 'Nothing was changed: there is no fault with this fingerprint.');
}

function done(reply: FastifyReply, fingerprint: string, notice: Notice): FastifyReply {
  leaveNotice(reply, notice);
  return reply.redirect(groupAddress(fingerprint), 303);
}
