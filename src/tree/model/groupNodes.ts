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
    oneDay: isOneDay(list),
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

function groupNode(listed: GroupRow, list: GroupList, parent?: TreeNode): GroupNode {
  const { fingerprint } = listed;
  const row = list.allDays ? { ...listed, isNew: false } : listed;
  const amongHidden = list.listed.filter === 'hidden';
  const oneDay = isOneDay(list);
  return {
    kind: 'group',
    id: `group:${fingerprint}`,
    fingerprint,
    row,
    amongHidden,
    oneDay,
    ...(parent && { parent }),
  };
}

/** Whether a list is of one day: then rows need not name it. */
export function isOneDay({ range }: GroupList): boolean {
  return range.from === range.to;
}

function bucketOf({ summary }: GroupRow, grouping: 'file' | 'program'): string {
  return grouping === 'file' ? (summary.frame?.path ?? '') : summary.program;
}
