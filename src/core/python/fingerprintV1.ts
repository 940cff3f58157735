import type { FingerprintPart } from './fingerprint.ts';
import type { FramePaths } from './framePaths.ts';
import { normalizeMessage } from './normalizeMessage.ts';
import type { Frame, PythonException, TracebackText } from './traceback.ts';

/** Frames that Python 3.12 no longer has: it runs these comprehensions within their function. */
const COMPREHENSION = /^<(?:list|dict|set)comp>$/;

/** What Python says when recursion is too deep; 2.7 calls it a RuntimeError, and where it happens is chance. */
const TOO_DEEP = 'maximum recursion depth exceeded';

/**
 * Version 1. For each exception of the chain, in the order printed: the application's own frames (path below the root and
 * function, each once, so that recursion folds however deep it is; where it was raised once more at the end), then the type
 * without its module, which Python 2 does not print. At last the normalised message of the last exception.
 */
export function partsV1(traceback: TracebackText, paths: FramePaths): FingerprintPart[] {
  const parts: FingerprintPart[] = [];
  for (const exception of traceback.exceptions) addException(parts, exception, paths);
  const last = traceback.exceptions.at(-1);
  if (last && isTooDeep(last)) {
    parts.push(part('message', TOO_DEEP, true, 'what more Python says depends on where the recursion was cut'));
  } else if (last) {
    const message = normalizeMessage(last.message, nameOf(last.type));
    parts.push(part('message', message, true, 'the first line of the last exception’s message, without values'));
  }
  if (traceback.unfinished) parts.push(part('unfinished', 'yes', true, 'how it ends is unknown'));
  return parts;
}

function addException(parts: FingerprintPart[], exception: PythonException, paths: FramePaths): void {
  const { frames } = exception;
  const onlyLibraries = frames.every((frame) => paths.get(frame.path).library);
  const seen = new Set<string>();
  let innermost: string | undefined;
  for (const frame of frames) {
    const place = placeOf(frame, paths);
    const why = leftOut(frame, seen.has(place), !onlyLibraries && paths.get(frame.path).library);
    if (why === undefined) innermost = undefined;
    else if (seen.has(place)) innermost = place;
    seen.add(place);
    parts.push(
      part(
        'frame',
        place,
        why === undefined,
        why ?? (onlyLibraries ? 'there are only library frames' : 'a frame of the application'),
      ),
    );
  }
  const tooDeep = isTooDeep(exception);
  // After recursion, the frame that raised is one of those that came before.
  if (innermost !== undefined && !tooDeep)
    parts.push(part('frame', innermost, true, 'raised here, after coming back to it'));
  const type = tooDeep ? 'RecursionError' : nameOf(exception.type);
  parts.push(
    part(
      'exception',
      `${exception.relation ?? ''} ${type}`.trim(),
      true,
      'an exception of the chain, and what it is to the next',
    ),
  );
}

/** Why a frame does not go in; undefined when it does. */
function leftOut(frame: Frame, again: boolean, library: boolean): string | undefined {
  if (library) return 'a library’s frame, beside the application’s own';
  if (frame.function !== null && COMPREHENSION.test(frame.function))
    return 'a comprehension, which newer Pythons do not show';
  return again ? 'recursion: this frame came before' : undefined;
}

function placeOf(frame: Frame, paths: FramePaths): string {
  return `${paths.get(frame.path).below}:${frame.function ?? ''}`.replaceAll('\n', ' ');
}

function isTooDeep({ type, message }: PythonException): boolean {
  return (type === 'RecursionError' || type === 'RuntimeError') && message.startsWith(TOO_DEEP);
}

/** A type without its module and enclosing names. */
function nameOf(type: string): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

function part(name: FingerprintPart['name'], value: string, contributes: boolean, why: string): FingerprintPart {
  return { name, value, contributes, why };
}
