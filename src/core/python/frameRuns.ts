import { counted } from '../wording/number.ts';
import { isLibraryPath } from './applicationPath.ts';
import { libraryName } from './libraryName.ts';
import type { Frame } from './traceback.ts';

/** Frames that stand together: the application's own, or a run of libraries' under its title. */
export interface FrameRun {
  /** Place of the first frame among the exception's frames, from 0. */
  start: number;
  /** `6 frames of libraries (requests, urllib3)`; absent for frames that are to be seen at once. */
  folded?: string;
  frames: readonly Frame[];
}

/**
 * The frames of an exception, outermost call first, in runs. With no frame of the application nothing is folded: then a
 * library's frames are all there is to see.
 */
export function frameRuns(frames: readonly Frame[]): FrameRun[] {
  if (frames.every((frame) => isLibraryPath(frame.path))) return frames.length > 0 ? [{ start: 0, frames }] : [];
  const starts = frames.flatMap((frame, n) => {
    const former = frames[n - 1];
    return former && isLibraryPath(former.path) === isLibraryPath(frame.path) ? [] : [n];
  });
  return starts.map((start, n) => {
    const run = frames.slice(start, starts[n + 1]);
    return run[0] && isLibraryPath(run[0].path)
      ? { start, folded: foldedTitle(run), frames: run }
      : { start, frames: run };
  });
}

/** `6 frames of libraries (requests, urllib3)`. */
export function foldedTitle(frames: readonly Frame[]): string {
  const names = [...new Set(frames.map((frame) => libraryName(frame.path)))];
  const packages = names.filter((name) => name !== undefined);
  const known = packages.length < names.length ? [...packages, 'Python'] : packages;
  return `${counted(frames.length, 'frame')} of ${known.length === 1 ? 'a library' : 'libraries'} (${known.join(', ')})`;
}
