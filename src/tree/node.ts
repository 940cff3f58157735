import type { FrameTarget, GroupTarget, HitTarget } from '../commands/targets.ts';
import type { Frame, PythonException, Relation } from '../core/python/traceback.ts';
import type { GroupRow, Hit } from '../stores/store.ts';
import type { FramePlace } from '../frames/framePlace.ts';
import type { GroupList } from './model/groupList.ts';

/**
 * A row of the view, as data. Menus hand it to commands: the targets stand on it itself. Ids are made of fingerprint, hit
 * and frame, never of places in the list, so that the editor keeps selection and folding over a refresh.
 */
export type TreeNode =
  | SummaryNode
  | NoteNode
  | BucketNode
  | GroupNode
  | HitNode
  | FrameNode
  | LibrariesNode
  | CauseNode
  | MoreNode;

interface Row {
  id: string;
  /** Absent at the top. */
  parent?: TreeNode;
}

/** The first row: which days, how many faults, what is hidden. */
export interface SummaryNode extends Row {
  kind: 'summary';
  list: GroupList;
}

/** A sentence where rows would be, or a way out of there. */
export interface NoteNode extends Row {
  kind: 'note';
  icon: 'info' | 'warning' | 'error' | 'go';
  text: string;
  /** The rest of it, when the row is too narrow. */
  detail?: string;
  command?: { id: string; arguments: unknown[] };
}

/** A source file or a program with the faults in it. */
export interface BucketNode extends Row {
  kind: 'bucket';
  by: 'file' | 'program';
  /** Empty when the faults name none. */
  name: string;
  groups: readonly GroupRow[];
  /** The list is of one day of the store. */
  oneDay: boolean;
}

/** A fault. */
export interface GroupNode extends Row, GroupTarget {
  kind: 'group';
  row: GroupRow;
  /** Only what others leave out is listed. */
  amongHidden: boolean;
  /** The list is of one day of the store. */
  oneDay: boolean;
}

/** One hit of a fault. */
export interface HitNode extends Row, HitTarget {
  kind: 'hit';
  hit: Hit;
  /** The list is of one day of the store. */
  oneDay: boolean;
}

/** A frame of a hit. */
export interface FrameNode extends Row, HitTarget, FrameTarget {
  kind: 'frame';
  entry: Frame;
  /** Where it leads; absent until that is known. */
  place?: FramePlace;
}

/** The frames of libraries of one exception, folded. */
export interface LibrariesNode extends Row, HitTarget {
  kind: 'libraries';
  title: string;
  frames: readonly { entry: Frame; index: number }[];
  /** Place of their exception in the traceback. */
  exception: number;
}

/** An exception that led to the one above it, or that is a member of it. */
export interface CauseNode extends Row, HitTarget {
  kind: 'cause';
  exception: PythonException;
  index: number;
  relation: Relation | undefined;
}

/** Loads the next page. */
export interface MoreNode extends Row {
  kind: 'more';
  /** Whose hits; absent: the groups. */
  of?: string;
  shown: number;
  total: number;
  /** There are more than `total`. */
  more: boolean;
}
