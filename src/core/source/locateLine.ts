import type { Frame, LineNumber } from '../python/traceback.ts';
import { likeness, tokens, unformatted } from './likeness.ts';
import type { PythonText, Scope } from './pythonText.ts';

/** Where in today's text a frame's line is, how sure that is, and why, in words for the reader. */
export interface Place {
  /**
   * exact: the line still reads so, in the same function. moved: the same text elsewhere. changed: the line most like it
   * (or, without the frame's source, the line of that number). gone: the head of its function, or only the file.
   */
  kind: 'exact' | 'moved' | 'changed' | 'gone';
  /** Always a line of the text. */
  line: LineNumber;
  because: string;
}

/** How alike a line must be to be taken for the frame's: within its function, and anywhere else in the file. */
const LIKE = { inFunction: 0.5, elsewhere: 0.75 };

/** Places for frames of one file, in the frames' order. Those whose text stands once decide for those that stand twice. */
export function locateLines(frames: readonly Frame[], today: PythonText): Place[] {
  const shifts = frames.flatMap((frame) => knownShift(frame, today));
  return frames.map((frame) => locate(frame, today, shifts));
}

/** How far a line went whose text stands in the file only once. */
interface Shift {
  from: LineNumber;
  by: number;
  function: string | null;
}

function knownShift(frame: Frame, today: PythonText): Shift[] {
  const found = sameText(frame, today);
  const inFunction = found.filter((line) => runs(frame, scopeAt(today, line)));
  const only = inFunction.length > 0 ? inFunction : found;
  const [line] = only;
  if (line === undefined || only.length > 1) return [];
  return [{ from: frame.line, by: line - frame.line, function: frame.function }];
}

function locate(frame: Frame, today: PythonText, shifts: readonly Shift[]): Place {
  if (frame.source === null || frame.source === '') return withoutSource(frame, today);
  const found = sameText(frame, today);
  const inFunction = found.filter((line) => runs(frame, scopeAt(today, line)));
  const expected = frame.line + shiftFor(frame, shifts);
  const line = nearest(inFunction, expected);
  if (line === frame.line) return { kind: 'exact', line, because: 'The line of the frame, exactly' };
  if (line !== undefined) return moved(frame, line, today);
  const functions = functionsOf(frame, today);
  const changed = mostAlike(frame, today, functions, expected, LIKE.inFunction);
  const elsewhere = nearest(found, expected);
  // A short line, such as `return None`, that stands in another function says nothing.
  const distinct = elsewhere !== undefined && tokens(frame.source).filter((token) => /\w/.test(token)).length >= 3;
  const renamed = elsewhere !== undefined && functions.length === 0;
  if ((renamed || distinct) && (changed === undefined || found.length === 1)) return moved(frame, elsewhere, today);
  if (changed !== undefined) return changed;
  const [head] = functions.toSorted((a, b) => Math.abs(a.head - frame.line) - Math.abs(b.head - frame.line));
  if (head && head.kind !== 'module')
    return { kind: 'gone', line: head.head, because: `The function \`${head.name}\` is still here, the line is gone` };
  return mostAlike(frame, today, today.scopes, expected, LIKE.elsewhere) ?? onlyFile(frame, today);
}

function withoutSource(frame: Frame, today: PythonText): Place {
  const unsure = 'the traceback has no source text to compare';
  if (frame.line <= today.lines.length && runs(frame, scopeAt(today, frame.line)))
    return { kind: 'changed', line: frame.line, because: `Line ${frame.line}, unchecked: ${unsure}` };
  const [head] = functionsOf(frame, today).filter((scope) => scope.kind !== 'module');
  if (!head) return onlyFile(frame, today);
  return {
    kind: 'gone',
    line: head.head,
    because: `The function \`${head.name}\` is here, but not on line ${frame.line}; ${unsure}`,
  };
}

function onlyFile(frame: Frame, today: PythonText): Place {
  const line = Math.max(1, Math.min(frame.line, today.lines.length)) as LineNumber;
  const what = names(frame) ? `\`${frame.function}\` and the line are` : 'The line is';
  return { kind: 'gone', line, because: `${what} no longer in this file` };
}

function moved(frame: Frame, line: LineNumber, today: PythonText): Place {
  const scope = scopeAt(today, line);
  const here = runs(frame, scope);
  if (line === frame.line)
    return { kind: 'moved', line, because: `The same text on the same line, but now in \`${scope.name}\`` };
  const why = here
    ? names(frame)
      ? `\`${frame.function}\` was edited since`
      : 'the file was edited since'
    : `it is in \`${scope.name}\` now`;
  return { kind: 'moved', line, because: `Moved from line ${frame.line}: ${why}` };
}

function mostAlike(
  frame: Frame,
  today: PythonText,
  scopes: readonly Scope[],
  expected: number,
  least: number,
): Place | undefined {
  const source = frame.source ?? '';
  const plain = unformatted(source);
  const wanted = tokens(source);
  let best: { line: LineNumber; like: number; reformatted: boolean } | undefined;
  for (const line of linesOf(scopes, today)) {
    const code = today.lines[line - 1] ?? '';
    if (code === '' || code.startsWith('#')) continue;
    const reformatted =
      unformatted(code) === plain || (plain.length > 8 && unformatted(statement(line, today)) === plain);
    const like = reformatted ? 1 : likeness(wanted, tokens(code));
    const nearer = best?.like === like && Math.abs(line - expected) < Math.abs(best.line - expected);
    const first = reformatted && best?.reformatted && today.statementOf[line - 1] === today.statementOf[best.line - 1];
    if (like >= least && (!best || like > best.like || (nearer && !first))) best = { line, like, reformatted };
  }
  if (!best) return undefined;
  const because = best.reformatted
    ? 'This line was reformatted since'
    : `This line has changed since; it was: \`${source}\``;
  return { kind: 'changed', line: best.line, because };
}

/** The statement that a line begins, written on one line; only its own line for any other line of it. */
function statement(line: LineNumber, today: PythonText): string {
  let text = today.lines[line - 1] ?? '';
  if (today.statementOf[line - 1] !== line) return text;
  // Twenty lines hold any statement that once was a line.
  for (let next = line; next < line + 20 && today.statementOf[next] === line; next++) text += today.lines[next] ?? '';
  return text;
}

function linesOf(scopes: readonly Scope[], today: PythonText): Set<LineNumber> {
  const lines = new Set<LineNumber>();
  for (const { head, end } of scopes) {
    for (let line = head; line <= end; line++) if (!today.inString[line - 1]) lines.add(line);
  }
  return lines;
}

function functionsOf(frame: Frame, today: PythonText): Scope[] {
  return names(frame) ? today.scopes.filter((scope) => scope.name === frame.function) : [];
}

/** Whether code of the scope can be what the frame ran. Lambdas and comprehensions may stand in any. */
function runs(frame: Frame, scope: Scope): boolean {
  if (frame.function === '<module>') return scope.kind === 'module';
  return !names(frame) || scope.name === frame.function;
}

/** Whether the frame names a function or class that has a head of its own. */
function names(frame: Frame): boolean {
  return frame.function !== null && !frame.function.startsWith('<');
}

function sameText(frame: Frame, today: PythonText): readonly LineNumber[] {
  if (frame.source === null || frame.source.trim() === '') return [];
  return (today.where.get(frame.source.trim()) ?? []).filter((line) => !today.inString[line - 1]);
}

function scopeAt(today: PythonText, line: LineNumber): Scope {
  const scope = today.scopeOf[line - 1];
  if (!scope) throw new RangeError(`The text has no line ${line}: it has ${today.lines.length}`);
  return scope;
}

/** What a frame of the same function says of the way lines went, or else the nearest frame of the file. */
function shiftFor(frame: Frame, shifts: readonly Shift[]): number {
  const same = shifts.filter((shift) => shift.function === frame.function);
  const [near] = (same.length > 0 ? same : shifts).toSorted(
    (a, b) => Math.abs(a.from - frame.line) - Math.abs(b.from - frame.line),
  );
  return near?.by ?? 0;
}

function nearest(lines: readonly LineNumber[], to: number): LineNumber | undefined {
  return lines.reduce<LineNumber | undefined>(
    (best, line) => (best === undefined || Math.abs(line - to) < Math.abs(best - to) ? line : best),
    undefined,
  );
}
