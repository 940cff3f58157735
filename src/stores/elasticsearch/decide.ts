import { without, type GroupState } from '../../core/groups/group.ts';
import type { Backend } from './backend.ts';
import { bulk } from './bulk.ts';
import { groupSource, readGroup, type GroupSource } from './groupDocument.ts';
import { allRows } from './groupDays.ts';

/**
 * Changes what people decided about a group, in one step, and all its rows. False when there is no such group. The rows are written even
 * when nothing changes: an earlier decision may have been cut short.
 */
export async function decide(
  backend: Backend,
  fingerprint: string,
  change: (state: GroupState) => GroupState,
): Promise<boolean> {
  const { requests, names } = backend;
  for (;;) {
    const [found] = await requests.mget<GroupSource>([{ _index: names.groups, _id: fingerprint }]);
    const former = found && readGroup(found);
    if (!former || former.days.size === 0) return false;
    const group = { ...former, state: change(former.state) };
    const revision = former.revision + 1;
    const conflicts = await bulk(requests, [
      {
        does: 'index',
        index: names.groups,
        id: fingerprint,
        document: groupSource(group, revision),
        read: former.read,
      },
    ]);
    if (conflicts.length > 0) continue;
    await bulk(requests, allRows(names.groupDays, group, revision));
    await requests.refresh(`${names.groups},${names.groupDays}`);
    return true;
  }
}

const PAGE = 1_000;

/** Unhides every group; gives how many were hidden. */
export async function unhideAll(backend: Backend): Promise<number> {
  const { requests, names } = backend;
  await requests.refresh(names.groups);
  let unhidden = 0;
  for (let after: string[] = []; ;) {
    const { hits } = await requests.search(names.groups, {
      size: PAGE,
      query: { bool: { filter: [{ term: { hidden: true } }] } },
      sort: [{ fingerprint: 'asc' }],
      ...(after.length > 0 && { search_after: after }),
      _source: false,
    });
    for (const { _id } of hits.hits) if (await decide(backend, _id, (state) => without(state, 'hidden'))) unhidden++;
    const last = hits.hits.at(-1);
    if (!last || hits.hits.length < PAGE) return unhidden;
    after = [last._id];
  }
}
