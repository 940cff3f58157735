import type { FastifyInstance } from 'fastify';
import { type Static, Type } from 'typebox';
import { Problem } from '../api/problem.ts';
import { ownerOf } from '../mine/owner.ts';
import { MOST_SEARCHES } from '../mine/savedSearches.ts';
import { listAddress } from './addresses.ts';
import { ListQuery, listView } from './list/listView.ts';
import { leaveNotice } from './notice.ts';
import type { Site } from './site.ts';

const SaveForm = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 60 }),
  ...Type.Omit(ListQuery, ['cursor']).properties,
});
const RemoveForm = Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }) });

/** What the forms of saved searches do: keep the list that is shown under a name, and let one go. */
export function savedSearchActions(app: FastifyInstance, { searches }: Site): void {
  app.post<{ Body: Static<typeof SaveForm> }>('/searches', { schema: { body: SaveForm } }, async (request, reply) => {
    const { name: written, ...query } = request.body;
    const name = written.trim();
    if (name === '') throw new Problem(400, 'Nothing was saved: the search needs a name.');
    const { span, ...view } = listView(query);
    // A search is for coming back to: it opens on the newest day, not on the one that was looked at.
    const address = span === undefined || span.kind === 'day' ? dayless(view) : listAddress({ ...view, span });
    if (!(await searches.save(ownerOf(request), { name, address })))
      throw new Problem(409, `Nothing was saved: you keep ${MOST_SEARCHES} searches already. Remove one first.`);
    leaveNotice(reply, { text: `Saved as “${name}”.`, undo: { action: '/searches/remove', fields: { name } } });
    return reply.redirect(address, 303);
  });

  app.post<{ Body: Static<typeof RemoveForm> }>(
    '/searches/remove',
    { schema: { body: RemoveForm } },
    async (request, reply) => {
      const { name } = request.body;
      const removed = await searches.remove(ownerOf(request), name);
      leaveNotice(reply, {
        text: removed ? `“${name}” is not among your searches any more.` : 'There was no such search.',
      });
      return reply.redirect('/', 303);
    },
  );
}

function dayless(view: Omit<Parameters<typeof listAddress>[0], 'span'>): string {
  const all = new URL(listAddress({ ...view, span: { kind: 'all' } }), 'http://site.invalid');
  all.searchParams.delete('day');
  return `/groups${all.search}`;
}
