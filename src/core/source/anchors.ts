import type { Frame, LineNumber } from '../python/traceback.ts';
import type { PythonText, Scope } from './pythonText.ts';
import { functionsOf, names, runs, scopeAt } from './ranBy.ts';

/** A frame whose text stands in the file, or in its function, only once: it shows how far the lines around it went. */
export interface Anchor {
  from: LineNumber;
  to: LineNumber;
  function: string | null;
  scope: Scope;
}

/** The frames that are sure of their lines, from the top of the file down. */
export function findAnchors(
  frames: readonly Frame[],
  same: ReadonlyMap<string, readonly LineNumber[]>,
  today: PythonText,
): Anchor[] {
  const anchors = new Map<string, Anchor>();
  for (const frame of frames) {
    const found = same.get(frame.source?.trim() ?? '') ?? [];
    const inFunction = found.filter((line) => runs(frame, line, today));
    const sure = inFunction.length > 0 ? inFunction : found;
    const [to] = sure;
    if (to === undefined || sure.length > 1) continue;
    const anchor = { from: frame.line, to, function: frame.function, scope: scopeAt(today, to) };
    anchors.set(`${frame.line} ${frame.function}`, anchor);
  }
  return [...anchors.values()].toSorted((a, b) => a.from - b.from);
}

/** Where the frame's line would be if it went as far as the nearest anchor, of its own function by preference. */
export function expectedLine(frame: Frame, anchors: readonly Anchor[]): number {
  const own = anchors.filter((anchor) => anchor.function === frame.function);
  let nearest: Anchor | undefined;
  for (const anchor of own.length > 0 ? own : anchors) {
    if (!nearest || Math.abs(anchor.from - frame.line) < Math.abs(nearest.from - frame.line)) nearest = anchor;
  }
  return nearest ? frame.line + nearest.to - nearest.from : frame.line;
}

/** Whether a frame of its function, or one further down, is where it was: then nothing above the line went. */
export function stayed(frame: Frame, anchors: readonly Anchor[]): boolean {
  return anchors.some((one) => one.from === one.to && (one.function === frame.function || one.from > frame.line));
}

/** Those of the lines that keep the order of the frame's function: below what was above it, above what was below; all when none does. */
export function inOrder(lines: readonly LineNumber[], frame: Frame, anchors: readonly Anchor[]): readonly LineNumber[] {
  const own = anchors.filter((anchor) => anchor.function === frame.function);
  const kept = lines.filter((line) =>
    own.every(({ from, to }) => Math.sign(line - to) === Math.sign(frame.line - from)),
  );
  return kept.length > 0 ? kept : lines;
}

/** Functions that bear the frame's name today or, when there are none, the one where other frames of its function lie now. */
export function todaysFunctions(frame: Frame, anchors: readonly Anchor[], today: PythonText): Scope[] {
  const named = functionsOf(frame, today);
  if (named.length > 0 || !names(frame)) return named;
  const moved = anchors.filter((anchor) => anchor.function === frame.function && anchor.scope.kind === 'function');
  return [...new Set(moved.map(({ scope }) => scope))];
}
