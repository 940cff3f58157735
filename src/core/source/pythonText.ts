import type { LineNumber } from '../python/traceback.ts';

/** A function or class of a Python file, or the file itself (`<module>`), as Python names its frames. */
export interface Scope {
  name: string;
  kind: 'module' | 'class' | 'function';
  /** The line of its `def` or `class`; 1 for the module. */
  head: LineNumber;
  /** The last line that is not blank. */
  end: LineNumber;
}

/** Today's text of a Python file, read once for any number of frames. Lists are by line number less one. */
export interface PythonText {
  /** Without indentation, line ends and a byte order mark, as tracebacks show lines. */
  lines: readonly string[];
  scopes: readonly Scope[];
  /** The innermost scope that runs each line. */
  scopeOf: readonly Scope[];
  /** The line number at which the statement that each line is part of begins. */
  statementOf: readonly LineNumber[];
  /** Whether each line begins within a string of several lines. */
  inString: readonly boolean[];
  /** The line numbers that read so, in order. */
  where: ReadonlyMap<string, readonly LineNumber[]>;
}

const HEAD = /^(?:(?:async\s+)?(def)|class)\s+([^\s(:[\\]+)/;

/** Finds functions and classes by indentation; strings and brackets that go over several lines hide what looks like one. */
export function readPython(text: string): PythonText {
  const raw = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const lines: string[] = [];
  const scopeOf: Scope[] = [];
  const statementOf: LineNumber[] = [];
  const inString: boolean[] = [];
  const where = new Map<string, LineNumber[]>();
  const module: Scope = { name: '<module>', kind: 'module', head: 1 as LineNumber, end: 1 as LineNumber };
  const scopes = [module];
  const open: { scope: Scope; indent: number }[] = [{ scope: module, indent: -1 }];
  let state: Unfinished = { quote: '', depth: 0, joined: false };
  let statement = 1 as LineNumber;

  for (const [i, line] of raw.entries()) {
    const number = (i + 1) as LineNumber;
    const code = line.trim();
    const continued = state.quote !== '' || state.depth > 0 || state.joined;
    if (!continued) statement = number;
    if (!continued && code !== '' && !code.startsWith('#')) {
      const indent = indentOf(line);
      while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
      const head = HEAD.exec(code);
      if (head) {
        const scope: Scope = { name: head[2] ?? '', kind: head[1] ? 'function' : 'class', head: number, end: number };
        scopes.push(scope);
        open.push({ scope, indent });
      }
    }
    if (code !== '') for (const { scope } of open) scope.end = number;
    lines.push(code);
    scopeOf.push(open.at(-1)?.scope ?? module);
    statementOf.push(statement);
    inString.push(state.quote !== '');
    const same = where.get(code);
    if (same) same.push(number);
    else where.set(code, [number]);
    state = after(line, state);
  }
  return { lines, scopes, scopeOf, statementOf, inString, where };
}

/** What a line leaves open for the next one. */
interface Unfinished {
  /** The quotes that end the string; empty outside of strings. */
  quote: string;
  depth: number;
  joined: boolean;
}

function after(line: string, before: Unfinished): Unfinished {
  let { quote, depth } = before;
  let i = 0;
  while (i < line.length) {
    const char = line.charAt(i);
    if (char === '\\') i += 2;
    else if (quote !== '') {
      const ends = line.startsWith(quote, i);
      i += ends ? quote.length : 1;
      if (ends) quote = '';
    } else if (char === '#') return { quote, depth, joined: false };
    else if (char === '"' || char === "'") {
      quote = line.startsWith(char.repeat(3), i) ? char.repeat(3) : char;
      i += quote.length;
    } else {
      if (char === '(' || char === '[' || char === '{') depth++;
      else if (char === ')' || char === ']' || char === '}') depth = Math.max(0, depth - 1);
      i++;
    }
  }
  const joined = line.endsWith('\\');
  // A string in single quotes ends with its line unless a backslash joins the next one to it.
  return { quote: quote.length === 3 || joined ? quote : '', depth, joined };
}

/** As Python counts: a tab goes to the next multiple of eight. */
function indentOf(line: string): number {
  let width = 0;
  for (const char of line) {
    if (char === ' ') width++;
    else if (char === '\t') width += 8 - (width % 8);
    else if (char !== '\f') return width;
  }
  return width;
}
