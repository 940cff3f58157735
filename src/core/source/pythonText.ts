import type { LineNumber } from '../python/traceback.ts';
import { OpenText } from './openText.ts';

/** A function or class of a Python file, or the file itself (`<module>`), as Python names its frames. */
export interface Scope {
  name: string;
  kind: 'module' | 'class' | 'function';
  /** The line of its `def` or `class`; 1 for the module. */
  head: LineNumber;
  /** The last line that is not blank. */
  end: LineNumber;
  /** The scope that runs its head; null for the module. */
  outer: Scope | null;
}

/** Today's text of a Python file, read once for any number of frames. Lists are by line number less one. */
export interface PythonText {
  /** Without indentation, line ends and a byte order mark, as tracebacks show lines. */
  lines: readonly string[];
  scopes: readonly Scope[];
  /** The innermost scope that each line is part of; its head's lines are. */
  scopeOf: readonly Scope[];
  /** The line number at which the statement that each line is part of begins. */
  statementOf: readonly LineNumber[];
  /** Whether each line begins within a string of several lines. */
  inString: readonly boolean[];
}

const HEAD = /^(?:(?:async\s+)?(def)|class)\s+([^\s(:[\\]+)/;

/** Finds functions and classes by indentation; strings and brackets that go over several lines hide what looks like one. */
export function readPython(text: string): PythonText {
  const raw = splitLines(text);
  const lines: string[] = [];
  const scopeOf: Scope[] = [];
  const statementOf: LineNumber[] = [];
  const inString: boolean[] = [];
  const module: Scope = { name: '<module>', kind: 'module', head: 1 as LineNumber, end: 1 as LineNumber, outer: null };
  const scopes = [module];
  const open: { scope: Scope; indent: number }[] = [{ scope: module, indent: -1 }];
  const unclosed = new OpenText();
  let statement = 1 as LineNumber;
  let scope = module;

  for (let i = 0; i < raw.length; i++) {
    const line = raw[i] ?? '';
    const number = (i + 1) as LineNumber;
    const code = line.trim();
    const head = mayBeHead(code) && !unclosed.inString ? HEAD.exec(code) : null;
    // No bracket holds a `def`: one that is still open is about to be closed by whoever types.
    if (head) unclosed.closeBrackets();
    if (!unclosed.continues) {
      statement = number;
      if (code !== '' && !code.startsWith('#')) {
        const indent = indentOf(line);
        while ((open.at(-1)?.indent ?? -1) >= indent) endAt(open.pop()?.scope, i, lines);
        scope = open.at(-1)?.scope ?? module;
        if (head) {
          scope = {
            name: head[2] ?? '',
            kind: head[1] ? 'function' : 'class',
            head: number,
            end: number,
            outer: scope,
          };
          scopes.push(scope);
          open.push({ scope, indent });
        }
      }
    }
    lines.push(code);
    scopeOf.push(scope);
    statementOf.push(statement);
    inString.push(unclosed.inString);
    unclosed.read(line);
  }
  for (const { scope } of open) endAt(scope, raw.length, lines);
  return { lines, scopes, scopeOf, statementOf, inString };
}

function splitLines(text: string): string[] {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return plain.includes('\r') ? plain.split(/\r\n|\n|\r/) : plain.split('\n');
}

/** Only `async`, `class` and `def` begin so: looking at one character first halves the time. */
function mayBeHead(code: string): boolean {
  const first = code.charCodeAt(0);
  return first === 0x64 || first === 0x63 || first === 0x61;
}

/** The scope's last line before line `next` (from 0) that is not blank. */
function endAt(scope: Scope | undefined, next: number, lines: readonly string[]): void {
  if (!scope) return;
  let last = next;
  while (last > scope.head && lines[last - 1] === '') last--;
  scope.end = Math.max(1, last) as LineNumber;
}

/** As Python counts: a tab goes to the next multiple of eight. */
function indentOf(line: string): number {
  let width = 0;
  for (let i = 0; i < line.length; i++) {
    const char = line.charCodeAt(i);
    if (char === 0x20) width++;
    else if (char === 0x09) width += 8 - (width % 8);
    else if (char !== 0x0c) return width;
  }
  return width;
}
