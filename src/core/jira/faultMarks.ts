import { belowRoot, isLibraryPath } from '../python/applicationPath.ts';
import { commonType } from '../python/fingerprintType.ts';
import { splitExceptionLine } from '../python/exceptionLine.ts';
import { asHeader, asSeparator } from '../python/header.ts';
import { normalizeMessage } from '../python/normalizeMessage.ts';
import type { PythonException } from '../python/traceback.ts';
import { squeeze } from './squeezedText.ts';

/** A frame by which a fault is recognised: its file below the application's root, and how its function is printed, without white space. */
export interface MarkedFrame {
  path: string;
  /** Empty for a frame that names none. */
  names: readonly string[];
}

/** What a fault's traceback is recognised by, in the order of its text. */
export type FaultMark =
  | { kind: 'header' | 'cause' | 'context' }
  | { kind: 'frame'; frame: MarkedFrame }
  | { kind: 'exception'; type: string };

export interface FaultMarks {
  marks: readonly FaultMark[];
  /** Types without module; the message, normalised, of the one whose message tells this fault from others. */
  exceptions: readonly { type: string; message?: string }[];
  /** It has an exception group. */
  grouped: boolean;
  /** The fault has frames of libraries only, so that they count. */
  library: boolean;
}

const ENTRY = /^[ |]*File "(.+)", line \d+(?:, in (.*))?$/;
const COMPREHENSION = /^<(?:list|set|dict)comp>$/;

/** A fault's marks, from one of its tracebacks. */
export function faultMarks(traceback: { text: string; exceptions: readonly PythonException[] }): FaultMarks {
  const { exceptions } = traceback;
  const library = exceptions.every(({ frames }) => frames.every(({ path }) => isLibraryPath(path)));
  const last = exceptions.at(-1);
  const types = new Map<string, { type: string; message?: string }>();
  for (const exception of exceptions) {
    const type = commonType(exception.type, exception.message);
    if (exception === last) types.set(type, { type, message: normalizeMessage(exception.message, type) });
    else if (!types.has(type)) types.set(type, { type });
  }
  const marks = traceback.text.split('\n').flatMap((line) => markOf(line, exceptions, library));
  const grouped = exceptions.some(({ depth }) => depth !== undefined);
  return { marks, exceptions: [...types.values()], grouped, library };
}

function markOf(line: string, exceptions: readonly PythonException[], library: boolean): FaultMark[] {
  const bare = line.replace(/^[ |+]+/, '');
  if (asHeader(bare) || asHeader(line)) return [{ kind: 'header' }];
  const relation = asSeparator(bare);
  if (relation) return [{ kind: relation }];
  const [, path, name] = ENTRY.exec(line) ?? [];
  if (path !== undefined) {
    const counts = (library || !isLibraryPath(path)) && !COMPREHENSION.test(name ?? '');
    return counts ? [{ kind: 'frame', frame: { path: squeeze(belowRoot(path)), names: [squeeze(name ?? '')] } }] : [];
  }
  const said = splitExceptionLine(bare);
  const named = said && exceptions.find(({ type, message }) => type === said.type && message.startsWith(said.message));
  return named ? [{ kind: 'exception', type: commonType(named.type, named.message) }] : [];
}
