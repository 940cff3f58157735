import { belowRoot, isLibraryPath } from '../../../src/core/python/applicationPath.ts';
import type { Frame, PythonException, Relation } from '../../../src/core/python/traceback.ts';
import { cutMiddle } from '../format/cutMiddle.ts';
import { counted, exactNumber } from '../format/number.ts';
import { libraryName } from './libraryName.ts';

/** A frame as a row. */
interface FrameRow {
  function: string;
  place: string;
  shown: string;
  source: string | null;
  repeated: string | undefined;
}

/** Frames that stand together: the application's own, open, or a run of a library's, folded under its title. */
interface FrameRun {
  folded: string | undefined;
  frames: FrameRow[];
}

/** An exception of a chain as it is shown. */
export interface ExceptionView {
  type: string;
  message: string;
  /** How deep it lies in exception groups, 0 to 4. */
  depth: number;
  runs: FrameRun[];
  /** What it has to do with the next one; undefined for the last. */
  relation: string | undefined;
}

const RELATIONS: Record<Relation, string> = {
  cause: 'was the direct cause of',
  context: 'was being handled when this was raised:',
  member: 'is a part of the exception group that follows:',
};

/** The exceptions of a traceback in Python's order, the one that ended it last. */
export function exceptionViews(exceptions: readonly PythonException[]): ExceptionView[] {
  return exceptions.map((exception) => ({
    type: exception.type || 'Unfinished traceback',
    message: exception.message,
    depth: Math.min(exception.depth ?? 0, 4),
    runs: runsOf(exception.frames),
    relation: exception.relation === null ? undefined : RELATIONS[exception.relation],
  }));
}

/** With no frame of the application nothing is folded: then a library's frames are all there is to see. */
function runsOf(frames: readonly Frame[]): FrameRun[] {
  if (frames.every((frame) => isLibraryPath(frame.path)))
    return frames.length > 0 ? [{ folded: undefined, frames: frames.map(row) }] : [];
  const runs: { library: boolean; frames: Frame[] }[] = [];
  for (const frame of frames) {
    const library = isLibraryPath(frame.path);
    const last = runs.at(-1);
    if (last?.library === library) last.frames.push(frame);
    else runs.push({ library, frames: [frame] });
  }
  return runs.map((run) => ({
    folded: run.library ? foldedTitle(run.frames) : undefined,
    frames: run.frames.map(row),
  }));
}

/** `6 frames of libraries (requests, urllib3)`. */
function foldedTitle(frames: readonly Frame[]): string {
  const names = [...new Set(frames.map((frame) => libraryName(frame.path)))];
  const packages = names.filter((name) => name !== undefined);
  const known = packages.length < names.length ? [...packages, 'Python'] : packages;
  return `${counted(frames.length, 'frame')} of ${known.length === 1 ? 'a library' : 'libraries'} (${known.join(', ')})`;
}

function row(frame: Frame): FrameRow {
  return {
    function: frame.function ?? '(no function)',
    place: `${frame.path}:${frame.line}`,
    shown: `${cutMiddle(belowRoot(frame.path), 72)}:${frame.line}`,
    source: frame.source,
    repeated: frame.repeated
      ? `repeated ${exactNumber(frame.repeated)} more ${frame.repeated === 1 ? 'time' : 'times'}`
      : undefined,
  };
}
