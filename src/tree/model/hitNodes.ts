import type { GroupNode, HitNode, MoreNode } from '../node.ts';
import type { HitList } from './hitList.ts';

/** The loaded hits of a group as rows, and the row that loads more. */
export function hitNodes(parent: GroupNode, { hits, cursor }: HitList): (HitNode | MoreNode)[] {
  const { fingerprint, row, oneDay } = parent;
  const nodes = hits.map((hit): HitNode => {
    return { kind: 'hit', id: `hit:${hit.id}`, parent, fingerprint, traceback: hit.id, hit, oneDay };
  });
  if (cursor === undefined) return nodes;
  const total = Math.max(row.count, hits.length);
  const more = { kind: 'more', parent, of: fingerprint, shown: hits.length, total, more: false } as const;
  return [...nodes, { ...more, id: `more:${fingerprint}` }];
}
