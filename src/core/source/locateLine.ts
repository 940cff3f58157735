import type { Frame, LineNumber } from '../python/traceback.ts';
import { type Anchor, expectedLine, findAnchors, inOrder, stayed, todaysFunctions } from './anchors.ts';
import { tellingWords } from './likeness.ts';
import { alikeAnywhere, alikeIn, changedTo } from './mostAlike.ts';
import type { Place } from './place.ts';
import type { PythonText, Scope } from './pythonText.ts';
import { functionsOf, names, runs, scopeAt } from './ranBy.ts';
import { sameTexts } from './sameText.ts';

/** Places for frames of one file, in the frames' order. Those whose text stands once decide for those that stand twice. */
export function locateLines(frames: readonly Frame[], today: PythonText): Place[] {
  const same = sameTexts(frames, today);
  const anchors = findAnchors(frames, same, today);
  const taken = new Set(anchors.map(({ to }) => to));
  return frames.map((frame) => {
    if (frame.source === null || frame.source.trim() === '') return withoutSource(frame, today);
    return withSource(frame, same.get(frame.source.trim()) ?? [], anchors, taken, today);
  });
}

function withSource(
  frame: Frame,
  found: readonly LineNumber[],
  anchors: readonly Anchor[],
  taken: ReadonlySet<LineNumber>,
  today: PythonText,
): Place {
  const expected = expectedLine(frame, anchors);
  const inFunction = found.filter((line) => runs(frame, line, today));
  const line = nearest(inOrder(inFunction, frame, anchors), expected);
  if (line !== undefined) {
    const unsure = line === frame.line && !stayed(frame, anchors) ? inFunction.find((one) => one !== line) : undefined;
    return unsure === undefined ? still(frame, line, inFunction, today) : either(line, unsure, today);
  }
  const functions = todaysFunctions(frame, anchors, today);
  const renamed = found.filter((line) => functions.some(({ head, end }) => head <= line && line <= end));
  const inRenamed = nearest(inOrder(renamed, frame, anchors), expected);
  if (inRenamed !== undefined) return still(frame, inRenamed, renamed, today);
  const alike = alikeIn(functions, frame, today, { expected, taken });
  const elsewhere = movedOut(frame, found, functions, alike?.like ?? 0, expected);
  if (elsewhere !== undefined) return still(frame, elsewhere, found, today);
  if (alike) return changedTo(alike, frame);
  const head = nearestHead(functions, frame);
  if (head) return onlyFunction(frame, head);
  const anywhere = alikeAnywhere(frame, today, { expected, taken });
  return anywhere ? changedTo(anywhere, frame) : onlyFile(frame, today);
}

/** The line of another function that took the frame's text over; none where the text says too little to tell. */
function movedOut(
  frame: Frame,
  found: readonly LineNumber[],
  functions: readonly Scope[],
  like: number,
  expected: number,
): LineNumber | undefined {
  const words = tellingWords(frame.source ?? '');
  // The function is gone or has another name. A text that stands once is its line, in whatever function.
  if (functions.length === 0 && (found.length === 1 || words >= 1)) return nearest(found, expected);
  // The function is still there: its line went only if nothing in it looks like it, and the text could not be anyone's.
  return found.length === 1 && words >= 2 && like < 0.8 ? found[0] : undefined;
}

/** A line that reads as the frame's did. */
function still(frame: Frame, line: LineNumber, others: readonly LineNumber[], today: PythonText): Place {
  const other = others.find((one) => one !== line);
  const twice = other === undefined ? '' : `; line ${other} reads the same`;
  const scope = scopeAt(today, line);
  const here = runs(frame, line, today);
  if (line === frame.line)
    return here
      ? { kind: 'exact', line, because: `The line of the frame, exactly${twice}` }
      : { kind: 'moved', line, because: `The same text on the same line, but now in \`${scope.name}\`` };
  const edited = names(frame) ? `\`${frame.function}\` was edited since` : 'the file was edited since';
  const why = here ? edited : `it is in \`${scope.name}\` now`;
  return { kind: 'moved', line, because: `Moved from line ${frame.line}: ${why}${twice}` };
}

/** The text stands twice in the function, and nothing shows that no lines were added above: never exact. */
function either(line: LineNumber, other: LineNumber, today: PythonText): Place {
  const { name } = scopeAt(today, line);
  return { kind: 'moved', line, because: `Line ${line} of \`${name}\` reads so, but so does line ${other}` };
}

function withoutSource(frame: Frame, today: PythonText): Place {
  const unsure = 'the traceback has no source text to compare';
  if (frame.line <= today.lines.length && runs(frame, frame.line, today))
    return { kind: 'changed', line: frame.line, because: `Line ${frame.line}, unchecked: ${unsure}` };
  const head = nearestHead(functionsOf(frame, today), frame);
  if (!head) return onlyFile(frame, today);
  const because = `The function \`${head.name}\` is here, but not on line ${frame.line}; ${unsure}`;
  return { kind: 'gone', line: head.head, because };
}

function onlyFunction({ source }: Frame, { name, head, kind }: Scope): Place {
  const because = `The ${kind === 'class' ? 'class' : 'function'} \`${name}\` is still here, the line is gone`;
  return { kind: 'gone', line: head, because, was: source ?? '' };
}

function onlyFile(frame: Frame, today: PythonText): Place {
  const line = Math.max(1, Math.min(frame.line, today.lines.length)) as LineNumber;
  const what = names(frame) ? `\`${frame.function}\` and the line are` : 'The line is';
  const was = frame.source ?? '';
  return { kind: 'gone', line, because: `${what} no longer in this file`, ...(was === '' ? {} : { was }) };
}

function nearestHead(scopes: readonly Scope[], { line }: Frame): Scope | undefined {
  return scopes.toSorted((a, b) => Math.abs(a.head - line) - Math.abs(b.head - line))[0];
}

function nearest(lines: readonly LineNumber[], to: number): LineNumber | undefined {
  let best: LineNumber | undefined;
  for (const line of lines) if (best === undefined || Math.abs(line - to) < Math.abs(best - to)) best = line;
  return best;
}
