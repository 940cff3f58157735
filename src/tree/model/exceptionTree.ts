import type { PythonException, Relation } from '../../core/python/traceback.ts';

/** An exception with those that led to it, or that it holds: the other way round than Python prints them. */
export interface ExceptionNode {
  /** Its place among the traceback's exceptions, from 0. */
  index: number;
  exception: PythonException;
  /** What it was to the one above it; absent for the last. */
  relation?: Relation;
  /** The nearest first. */
  before: ExceptionNode[];
}

/** The exceptions of a traceback from the last one on; undefined when there are none. */
export function exceptionTree(exceptions: readonly PythonException[]): ExceptionNode | undefined {
  const nodes = exceptions.map((exception, index): ExceptionNode => ({ index, exception, before: [] }));
  const root = nodes.at(-1);
  for (const node of nodes.toReversed().slice(1)) {
    const { relation } = node.exception;
    if (relation !== null) node.relation = relation;
    (laterOf(node, nodes) ?? root)?.before.push(node);
  }
  return root;
}

/** The exception that it led to: the next one as deep in exception groups, or for a member the group that follows. */
function laterOf({ index, exception }: ExceptionNode, nodes: readonly ExceptionNode[]): ExceptionNode | undefined {
  const depth = exception.depth ?? 0;
  return nodes
    .slice(index + 1)
    .find((later) => (exception.relation === 'member' ? depthOf(later) < depth : depthOf(later) === depth));
}

function depthOf({ exception }: ExceptionNode): number {
  return exception.depth ?? 0;
}
