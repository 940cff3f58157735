import type { StreamJoint } from '../papertrail/border.ts';
import type { FoundTraceback, IndexedTraceback } from './traceback.ts';

/** Identifies, labels and judges a traceback that was found. */
export type Indexer = (found: FoundTraceback) => IndexedTraceback;

/** What joining says of the tracebacks of one archive that stand at its borders. */
export interface Settlement {
  /** Those the archive owns; `joined`: a neighbour's lines have a part in it, alone it would be another or none. */
  put: { traceback: IndexedTraceback; joined: boolean }[];
  /** Ids that the archive's own lines alone give, and that are none since a neighbour's lines are known. */
  remove: string[];
}

/** Finds the tracebacks of the joints anew, across the hour. Pure: the same borders give the same settlement. */
export function joinBorders(_joints: readonly StreamJoint[], _index: Indexer): Settlement {
  throw new Error('not here yet');
}
