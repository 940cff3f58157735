import type { Frame, LineNumber } from '../python/traceback.ts';
import type { PythonText, Scope } from './pythonText.ts';

/** Whether the line's code can be what the frame ran. Lambdas and comprehensions may stand in any function. */
export function runs(frame: Frame, line: LineNumber, today: PythonText): boolean {
  const scope = scopeAt(today, line);
  if (runsIn(frame, scope)) return true;
  // The head of a function or class is run by what is around it: defaults, bases, annotations.
  return scope.outer !== null && today.statementOf[line - 1] === scope.head && runsIn(frame, scope.outer);
}

/** Whether the frame names a function or class that has a head of its own; templates' blocks have none. */
export function names(frame: Frame): boolean {
  return frame.function !== null && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(frame.function);
}

/** Functions and classes of the frame's name. */
export function functionsOf(frame: Frame, today: PythonText): Scope[] {
  return names(frame) ? today.scopes.filter((scope) => scope.name === frame.function && scope.kind !== 'module') : [];
}

/** The innermost scope of a line. Throws RangeError for a line that the text does not have. */
export function scopeAt(today: PythonText, line: LineNumber): Scope {
  const scope = today.scopeOf[line - 1];
  if (!scope) throw new RangeError(`The text has no line ${line}: it has ${today.lines.length}`);
  return scope;
}

function runsIn(frame: Frame, scope: Scope): boolean {
  if (frame.function === '<module>') return scope.kind === 'module';
  return !names(frame) || scope.name === frame.function;
}
