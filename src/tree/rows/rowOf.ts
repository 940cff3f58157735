import type { TreeNode } from '../node.ts';
import { causeRow, frameRow, librariesRow } from './frameRow.ts';
import { groupRow } from './groupRow.ts';
import { hitRow } from './hitRow.ts';
import { bucketRow, moreRow, noteRow } from './otherRows.ts';
import type { Row, Writing } from './row.ts';
import { summaryRow } from './summaryRow.ts';

/** How a node looks and reads. */
export function rowOf(node: TreeNode, writing: Writing): Row {
  switch (node.kind) {
    case 'summary':
      return summaryRow(node, writing);
    case 'note':
      return noteRow(node);
    case 'bucket':
      return bucketRow(node, writing);
    case 'group':
      return groupRow(node, writing);
    case 'hit':
      return hitRow(node, writing);
    case 'frame':
      return frameRow(node);
    case 'libraries':
      return librariesRow(node);
    case 'cause':
      return causeRow(node);
    default:
      return moreRow(node);
  }
}
