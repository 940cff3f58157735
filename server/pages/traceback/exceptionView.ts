import { codeLink } from '../../../src/core/links/codeLink.ts';
import { belowRoot } from '../../../src/core/python/applicationPath.ts';
import { frameRuns } from '../../../src/core/python/frameRuns.ts';
import type { Frame, PythonException } from '../../../src/core/python/traceback.ts';
import { cutMiddle } from '../../../src/core/wording/cutMiddle.ts';
import { exactNumber } from '../../../src/core/wording/number.ts';
import { RELATION_WORDS } from '../../../src/core/wording/relationWords.ts';
import { typeName } from '../../../src/core/wording/typeName.ts';

/** A frame as a row. */
interface FrameRow {
  function: string;
  place: string;
  shown: string;
  /** Its line at the code host. */
  href: string | undefined;
  source: string | null;
  repeated: string | undefined;
}

/** Frames that stand together: the application's own, open, or a run of a library's, folded under its title. */
interface FrameRows {
  folded: string | undefined;
  frames: FrameRow[];
}

/** An exception of a chain as it is shown. */
export interface ExceptionView {
  type: string;
  message: string;
  /** How deep it lies in exception groups, 0 to 4. */
  depth: number;
  runs: FrameRows[];
  /** What it has to do with the next one; undefined for the last. */
  relation: string | undefined;
}

/** The exceptions of a traceback in Python's order, the one that ended it last. `sourceUrl`: where frames lead, as `codeLink` takes it. */
export function exceptionViews(exceptions: readonly PythonException[], sourceUrl: string | undefined): ExceptionView[] {
  const row = (frame: Frame) => frameRow(frame, sourceUrl);
  return exceptions.map((exception) => ({
    type: typeName(exception.type),
    message: exception.message,
    depth: Math.min(exception.depth ?? 0, 4),
    runs: frameRuns(exception.frames).map((run) => ({ folded: run.folded, frames: run.frames.map(row) })),
    relation: exception.relation === null ? undefined : RELATION_WORDS[exception.relation],
  }));
}

function frameRow(frame: Frame, sourceUrl: string | undefined): FrameRow {
  return {
    function: frame.function ?? '(no function)',
    place: `${frame.path}:${frame.line}`,
    shown: `${cutMiddle(belowRoot(frame.path), 72)}:${frame.line}`,
    href: sourceUrl === undefined ? undefined : codeLink(sourceUrl, frame),
    source: frame.source,
    repeated: frame.repeated
      ? `repeated ${exactNumber(frame.repeated)} more ${frame.repeated === 1 ? 'time' : 'times'}`
      : undefined,
  };
}
