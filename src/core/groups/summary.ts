import { belowRoot, ownFrames } from '../python/applicationPath.ts';
import type { IndexedTraceback } from '../python/traceback.ts';
import { typeName } from '../wording/typeName.ts';
import type { FaultSummary } from './group.ts';

/** What a list says of a traceback, and of the group whose newest it is. */
export function summarize(traceback: IndexedTraceback): FaultSummary {
  const last = traceback.exceptions.at(-1);
  const frames = traceback.exceptions.findLast((exception) => exception.frames.length > 0)?.frames ?? [];
  const frame = ownFrames(frames).at(-1);
  return {
    type: typeName(last?.type),
    message: (last?.message.split('\n', 1)[0] ?? '').slice(0, 300),
    ...(frame && { frame: { function: frame.function, path: belowRoot(frame.path), line: frame.line } }),
    program: traceback.program,
    instance: traceback.instance,
    labels: traceback.labels,
  };
}
