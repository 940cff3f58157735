import type { TracebackStore } from '../../src/stores/store.ts';
import { groupJson } from './groupJson.ts';
import { noGroup } from './notFound.ts';
import type { GroupJson } from './schemas/group.ts';

/** The answer to a change of a group: how it stands now. `known`: what the store said of the change. */
export async function changedGroup(store: TracebackStore, fingerprint: string, known: boolean): Promise<GroupJson> {
  const group = known ? await store.group(fingerprint) : undefined;
  if (!group) throw noGroup(fingerprint);
  return groupJson(group);
}
