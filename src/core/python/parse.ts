import { ExceptionChain } from './exceptionChain.ts';
import type { PythonException, TracebackText } from './traceback.ts';

const GROUP_LINE = /^ {2,}[|+]/;
const MEMBERS = '+-+';
const MEMBER_BORDER = /^\+-{3}/;

/**
 * What a traceback's text says: its own lines without prefix, joined by line feeds. Of Python 2.7 to 3.13 (CPython's
 * Lib/traceback.py prints them). Never throws; what it does not understand becomes part of a message.
 */
export function parseTraceback(text: string): TracebackText {
  const lines = text.split('\n');
  const chain = new ExceptionChain(0);
  for (let i = 0; i < lines.length;) {
    const line = lines[i] as string;
    if (!GROUP_LINE.test(line)) {
      chain.addLine(line);
      i++;
      continue;
    }
    const start = i;
    while (i < lines.length && GROUP_LINE.test(lines[i] as string)) i++;
    addLevel(
      chain,
      lines.slice(start, i).map((member) => member.slice(2)),
      0,
    );
  }
  const { exceptions, named } = chain.end();
  return named ? { exceptions, text } : { exceptions, text, unfinished: true };
}

/** Lines of one level of an exception group, its margin at their beginning: `| line`, then the members, two columns further in. */
function addLevel(chain: ExceptionChain, lines: readonly string[], depth: number): void {
  for (let i = 0; i < lines.length;) {
    const line = lines[i] as string;
    if (!line.startsWith(MEMBERS) && !line.startsWith('  ')) {
      chain.addLine(line.startsWith('|') ? line.slice(2) : line);
      i++;
      continue;
    }
    const start = i;
    while (i < lines.length && /^(?:\+-\+| {2})/.test(lines[i] as string)) i++;
    chain.addMembers(
      members(
        lines.slice(start, i).map((member) => member.slice(2)),
        depth + 1,
      ),
    );
  }
}

/** The members between `+---------------- 1 ----------------` and the closing border. Each is a chain of its own. */
function members(lines: readonly string[], depth: number): PythonException[] {
  const found: PythonException[] = [];
  let start = 0;
  for (let i = 0; i <= lines.length; i++) {
    if (i < lines.length && !MEMBER_BORDER.test(lines[i] as string)) continue;
    if (i > start) found.push(...member(lines.slice(start, i), depth));
    start = i + 1;
  }
  return found;
}

/** Python shows 15 members and says how many more there are. */
const MORE = /^\| and \d+ more exceptions?$/;

function member(lines: readonly string[], depth: number): PythonException[] {
  if (lines.length === 1 && MORE.test(lines[0] as string)) return [];
  const chain = new ExceptionChain(depth);
  addLevel(chain, lines, depth);
  const { exceptions } = chain.end();
  const last = exceptions.at(-1);
  if (last) last.relation = 'member';
  return exceptions;
}
