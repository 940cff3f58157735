import type { GroupRow } from '../../stores/store.ts';
import type { BucketNode, GroupNode, MoreNode, TreeNode } from '../node.ts';
import type { Grouping } from '../viewQuery.ts';
import type { GroupList } from './groupList.ts';

/** The groups of a list as rows: each for itself, or in files or programs; those stand where their newest fault would. */
export function groupNodes(list: GroupList, grouping: Grouping): (GroupNode | BucketNode)[] {
  if (grouping === 'fault') return list.groups.map((row) => groupNode(row, list));
  const buckets = Map.groupBy(list.groups, (row) => bucketOf(row, grouping));
  return [...buckets].map(([name, groups]) => ({
    kind: 'bucket',
    id: `${grouping}:${name}`,
    by: grouping,
    name,
    groups,
  }));
}

/** The faults of a file or a program. */
export function groupsOf(bucket: BucketNode, list: GroupList): GroupNode[] {
  return bucket.groups.map((row) => groupNode(row, list, bucket));
}

/** The row of one loaded group, below its file or program; undefined when it is not loaded. */
export function findGroup(list: GroupList, grouping: Grouping, fingerprint: string): GroupNode | undefined {
  for (const node of groupNodes(list, grouping)) {
    const within = node.kind === 'bucket' ? groupsOf(node, list) : [node];
    const found = within.find((group) => group.fingerprint === fingerprint);
    if (found) return found;
  }
  return undefined;
}

/** The row that loads more groups; none when all are there. */
export function moreGroupsNode({ cursor, groups, total, more }: GroupList): MoreNode[] {
  return cursor === undefined ? [] : [{ kind: 'more', id: 'more', shown: groups.length, total, more }];
}

function groupNode(row: GroupRow, { listed }: GroupList, parent?: TreeNode): GroupNode {
  const { fingerprint } = row;
  const amongHidden = listed.filter === 'hidden';
  return { kind: 'group', id: `group:${fingerprint}`, fingerprint, row, amongHidden, ...(parent && { parent }) };
}

function bucketOf({ summary }: GroupRow, grouping: 'file' | 'program'): string {
  return grouping === 'file' ? (summary.frame?.path ?? '') : summary.program;
}
