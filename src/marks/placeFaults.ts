import type { Frame, LineNumber } from '../core/python/traceback.ts';
import { locateLines } from '../core/source/locateLine.ts';
import type { Place } from '../core/source/place.ts';
import type { PythonText } from '../core/source/pythonText.ts';
import type { FaultLines } from '../stores/faultLines.ts';

/** A fault on a line, and how it is known that it raised there. */
export interface PlacedFault {
  fault: FaultLines;
  place: Place;
}

/** A line of today's text that faults ran. */
export interface PlacedLine {
  line: LineNumber;
  /** In the order of the faults given: the last seen first. */
  faults: PlacedFault[];
}

/** Milliseconds after which others get their turn. */
const SLICE = 10;

/**
 * The lines of today's text that the faults' frames ran, in order. Frames are located traceback by traceback: those of one
 * ran the same version of the file. What is gone has no line. Yields now and then; undefined once the signal is aborted.
 */
export async function placeFaults(
  faults: readonly FaultLines[],
  today: PythonText,
  signal: AbortSignal,
): Promise<PlacedLine[] | undefined> {
  const lines = new Map<LineNumber, PlacedFault[]>();
  const there = new Set([...today.lines, ...today.scopes.map(({ name }) => name)]);
  let began = performance.now();
  for (const fault of faults) {
    if (performance.now() - began > SLICE) {
      await new Promise(setImmediate);
      began = performance.now();
    }
    if (signal.aborted) return undefined;
    const frames = likelyThere(
      fault.frames.map(({ frame }) => frame),
      there,
    );
    for (const place of surestFirst(locateLines(frames, today))) {
      const placed = lines.get(place.line) ?? [];
      if (!placed.some((other) => other.fault === fault)) placed.push({ fault, place });
      lines.set(place.line, placed);
    }
  }
  return Array.from(lines, ([line, placed]) => ({ line, faults: placed })).toSorted((a, b) => a.line - b.line);
}

/** Without functions of which the text has neither the name nor any line: looking for what is like them costs 15 ms a frame in 10,000 lines. */
function likelyThere(frames: readonly Frame[], there: ReadonlySet<string>): Frame[] {
  const functions = new Set(
    frames
      .filter(({ function: name, source }) => there.has(name ?? '<module>') || there.has(source?.trim() ?? ''))
      .map(({ function: name }) => name),
  );
  return frames.filter(({ function: name }) => functions.has(name));
}

function surestFirst(places: readonly Place[]): Place[] {
  return places
    .filter(({ kind }) => kind !== 'gone')
    .toSorted((a, b) => Number(a.kind === 'changed') - Number(b.kind === 'changed'));
}
