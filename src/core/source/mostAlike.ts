import type { Frame, LineNumber } from '../python/traceback.ts';
import { likeness, neededWords, unformatted, wanted, type Wanted } from './likeness.ts';
import type { Place } from './place.ts';
import type { PythonText, Scope } from './pythonText.ts';

/** Where to look for the line that the frame's became. */
export interface Search {
  /** At most so far from the best is who lies nearer to this line. */
  expected: number;
  /** Lines that are known to be other frames'. */
  taken: ReadonlySet<LineNumber>;
}

/** How alike a line must be to be taken for the frame's: within its function, and anywhere else in the file. */
const LIKE = { inFunction: 0.5, elsewhere: 0.75 };

const HEAD = /^(?:async\s+def|def|class)\s|^@/;

interface Alike {
  line: LineNumber;
  like: number;
  reformatted: boolean;
}

/** The line of these functions that the frame's line became. */
export function alikeIn(scopes: readonly Scope[], frame: Frame, today: PythonText, search: Search): Alike | undefined {
  const lines = new Set<LineNumber>();
  for (const { head, end } of scopes) for (let line = head; line <= end; line++) lines.add(line);
  return mostAlike([...lines], LIKE.inFunction, frame, today, search);
}

/** The line of the whole file that the frame's line became; it must be more alike. */
export function alikeAnywhere(frame: Frame, today: PythonText, search: Search): Alike | undefined {
  const source = wanted(frame.source ?? '');
  const words = neededWords(source, LIKE.elsewhere);
  if (words.length === 0) return undefined;
  const lines: LineNumber[] = [];
  for (let i = 0; i < today.lines.length; i++) {
    const code = today.lines[i] ?? '';
    if (words.some((word) => code.includes(word))) lines.push((i + 1) as LineNumber);
  }
  return mostAlike(lines, LIKE.elsewhere, frame, today, search, source);
}

/** The place of a line that was found so. */
export function changedTo({ line, reformatted }: Alike, frame: Frame): Place {
  const was = frame.source ?? '';
  const because = reformatted ? 'This line was reformatted since' : `This line has changed since; it was: \`${was}\``;
  return { kind: 'changed', line, because, was };
}

function mostAlike(
  lines: readonly LineNumber[],
  least: number,
  frame: Frame,
  today: PythonText,
  { expected, taken }: Search,
  source: Wanted = wanted(frame.source ?? ''),
): Alike | undefined {
  const plain = unformatted(frame.source ?? '');
  // What stood in a function's body is not its head now.
  const mayBeHead = HEAD.test(frame.source ?? '');
  let best: Alike | undefined;
  for (const line of lines) {
    const code = today.lines[line - 1] ?? '';
    if (code === '' || code.startsWith('#') || today.inString[line - 1] || taken.has(line)) continue;
    if (!mayBeHead && HEAD.test(code)) continue;
    const reformatted = isReformatted(line, plain, today);
    const like = reformatted ? 1 : likeness(source, code);
    if (like < least) continue;
    const nearer = best?.like === like && Math.abs(line - expected) < Math.abs(best.line - expected);
    const first = reformatted && best?.reformatted && today.statementOf[line - 1] === today.statementOf[best.line - 1];
    if (!best || like > best.like || (nearer && !first)) best = { line, like, reformatted };
  }
  return best;
}

/** Whether the line, or the statement that it begins, says the same in another form. */
function isReformatted(line: LineNumber, plain: string, today: PythonText): boolean {
  const code = unformatted(today.lines[line - 1] ?? '');
  if (code === plain) return true;
  // Short pieces, such as `item,`, stand in many a statement.
  if (plain.length <= 8) return false;
  if (code.length > plain.length) return plain.length > 16 && code.includes(plain) && !/^\w/.test(plain);
  return plain.startsWith(code) && unformatted(statement(line, today)) === plain;
}

/** The statement that a line begins, written on one line; only its own line for any other line of it. */
function statement(line: LineNumber, today: PythonText): string {
  let text = today.lines[line - 1] ?? '';
  if (today.statementOf[line - 1] !== line) return text;
  // Twenty lines hold any statement that once was a line.
  for (let next = line; next < line + 20 && today.statementOf[next] === line; next++) text += today.lines[next] ?? '';
  return text;
}
