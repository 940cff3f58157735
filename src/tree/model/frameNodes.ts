import { frameRuns, foldedTitle } from '../../core/python/frameRuns.ts';
import type { Frame } from '../../core/python/traceback.ts';
import type { FramePlace } from '../../frames/framePlace.ts';
import type { CauseNode, FrameNode, HitNode, LibrariesNode, TreeNode } from '../node.ts';
import type { ExceptionNode } from './exceptionTree.ts';

/** One frame of an exception and its place there. */
interface Entry {
  entry: Frame;
  index: number;
}

/**
 * The rows of one exception: the application's own frames, innermost first, those of libraries in one row, then what led
 * to it. Without frames of the application those of libraries are all there is to see.
 */
export function exceptionRows(
  parent: HitNode | CauseNode,
  node: ExceptionNode,
  places: readonly FramePlace[],
): (FrameNode | LibrariesNode | CauseNode)[] {
  const runs = frameRuns(node.exception.frames).map(({ start, frames, folded }) => ({
    entries: frames.map((entry, n): Entry => ({ entry, index: start + n })),
    folded: folded !== undefined,
  }));
  const open = runs.filter((run) => !run.folded).flatMap((run) => run.entries);
  const folded = runs.filter((run) => run.folded).flatMap((run) => run.entries);
  return [
    ...frameRows(parent, node.index, open, places),
    ...(folded.length > 0 ? [libraries(parent, node.index, folded)] : []),
    ...node.before.map((before) => cause(parent, before)),
  ];
}

/** The frames behind the row of libraries, innermost first. */
export function libraryRows(parent: LibrariesNode, places: readonly FramePlace[]): FrameNode[] {
  return frameRows(parent, parent.exception, parent.frames, places);
}

function frameRows(
  parent: HitNode | CauseNode | LibrariesNode,
  exception: number,
  entries: readonly Entry[],
  places: readonly FramePlace[],
): FrameNode[] {
  const { fingerprint, traceback } = parent;
  return entries.toReversed().map(({ entry, index }) => {
    const frame = { exception, frame: index };
    const place = places.find((each) => each.frame.exception === exception && each.frame.frame === index);
    const id = `frame:${traceback}:${exception}.${index}`;
    return { kind: 'frame', id, parent, fingerprint, traceback, frame, entry, ...(place && { place }) };
  });
}

function libraries(parent: HitNode | CauseNode, exception: number, frames: readonly Entry[]): LibrariesNode {
  const { fingerprint, traceback } = parent;
  const title = foldedTitle(frames.map(({ entry }) => entry));
  return {
    kind: 'libraries',
    id: `libraries:${traceback}:${exception}`,
    parent,
    fingerprint,
    traceback,
    title,
    frames,
    exception,
  };
}

function cause(parent: TreeNode & (HitNode | CauseNode), { exception, index, relation }: ExceptionNode): CauseNode {
  const { fingerprint, traceback } = parent;
  return {
    kind: 'cause',
    id: `cause:${traceback}:${index}`,
    parent,
    fingerprint,
    traceback,
    exception,
    index,
    relation,
  };
}
