import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Static, Type } from 'typebox';
import { dayIn } from '../../src/core/groups/day.ts';
import { faultTitle } from '../../src/core/wording/faultTitle.ts';
import { counted } from '../../src/core/wording/number.ts';
import { Problem } from '../api/problem.ts';
import { ownerOf } from '../mine/owner.ts';
import { groupAddress } from './addresses.ts';
import { HideForm, hiddenAs } from './group/hideForm.ts';
import { leaveNotice } from './notice.ts';
import { type Site, show } from './site.ts';

const Fingerprint = Type.Object({ fingerprint: Type.String({ maxLength: 200 }) });
const RowForm = Type.Object({
  fingerprint: Type.String({ minLength: 1, maxLength: 200 }),
  /** The list's own address. */
  back: Type.Optional(Type.String({ maxLength: 3_000 })),
});

interface OfGroup {
  Params: Static<typeof Fingerprint>;
}

/** `/hidden`: the faults that a reader hides for themselves, and the forms that hide and show them. */
export function hiddenPage(app: FastifyInstance, site: Site): void {
  const { store, clock, now, hiddenForMe } = site;

  app.get('/hidden', async (request, reply) => {
    const hidden = await hiddenForMe.list(ownerOf(request));
    return show(site, reply, 'hidden', {
      title: 'Hidden for you',
      section: 'faults',
      rows: hidden.map(({ fingerprint, title, at, until, reason }) => ({
        href: groupAddress(fingerprint),
        fingerprint,
        title,
        since: clock.shown(at, now()),
        until: until === undefined ? 'for good' : `until ${clock.stamp(until)}`,
        reason,
      })),
    });
  });

  app.post<OfGroup & { Body: Static<typeof HideForm> }>(
    '/groups/:fingerprint/hide_for_me',
    { schema: { params: Fingerprint, body: HideForm } },
    async (request, reply) => {
      const { fingerprint } = request.params;
      const { said, ...hidden } = hiddenAs(request.body, site);
      await hide(ownerOf(request), fingerprint, hidden);
      return done(reply, groupAddress(fingerprint), { text: `Hidden for you ${said}.`, fingerprint });
    },
  );

  app.post<OfGroup>('/groups/:fingerprint/show_to_me', { schema: { params: Fingerprint } }, async (request, reply) => {
    const { fingerprint } = request.params;
    const owner = ownerOf(request);
    const before = await hiddenForMe.get(owner, fingerprint);
    await hiddenForMe.show(owner, fingerprint);
    leaveNotice(reply, {
      text: 'Shown to you again.',
      ...(before && {
        undo: {
          action: `${groupAddress(fingerprint)}/hide_for_me`,
          fields: {
            ...(before.until !== undefined && { until: dayIn(store.timeZone)(before.until) }),
            ...(before.reason !== undefined && { reason: before.reason }),
          },
        },
      }),
    });
    return reply.redirect(groupAddress(fingerprint), 303);
  });

  // A list's button hides for good, without leaving the list.
  app.post<{ Body: Static<typeof RowForm> }>('/hidden', { schema: { body: RowForm } }, async (request, reply) => {
    const { fingerprint } = request.body;
    const title = await hide(ownerOf(request), fingerprint, { at: now() });
    return done(reply, listAt(request.body.back), { text: `Hidden for you: ${title}`, fingerprint });
  });

  app.post('/hidden/show_all', async (request, reply) => {
    const count = await hiddenForMe.showAll(ownerOf(request));
    leaveNotice(reply, {
      text: count === 0 ? 'You had hidden no fault.' : `${counted(count, 'fault')} shown to you again.`,
    });
    return reply.redirect('/', 303);
  });

  /** Gives what the fault is called. */
  async function hide(
    owner: ReturnType<typeof ownerOf>,
    fingerprint: string,
    hidden: { at: number; until?: number; reason?: string },
  ): Promise<string> {
    const group = await store.group(fingerprint);
    if (!group) throw new Problem(404, 'Nothing was hidden: there is no fault with this fingerprint.');
    const title = faultTitle(group.summary);
    if (await hiddenForMe.hide(owner, fingerprint, { ...hidden, title })) return title;
    throw new Problem(
      409,
      'Nothing was hidden: you hide 1,000 faults already. Show some again, on the page “Hidden for you”.',
    );
  }

  function done(reply: FastifyReply, to: string, { text, fingerprint }: { text: string; fingerprint: string }) {
    leaveNotice(reply, { text, undo: { action: `${groupAddress(fingerprint)}/show_to_me`, fields: {} } });
    return reply.redirect(to, 303);
  }
}

/** Where a list's form goes back to: a list, and nowhere else. */
function listAt(back: string | undefined): string {
  const url = back === undefined ? null : URL.parse(back, 'http://site.invalid');
  return url?.origin === 'http://site.invalid' && url.pathname === '/groups' ? `/groups${url.search}` : '/';
}
