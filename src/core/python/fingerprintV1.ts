import { belowRoot, ownFrames } from './applicationPath.ts';
import type { FingerprintPart } from './fingerprint.ts';
import { normalizeMessage } from './normalizeMessage.ts';
import type { TracebackText } from './traceback.ts';

/** Version 1: types of the chain, the last exception's normalised message, the application's own frames. */
export function partsV1(traceback: TracebackText): FingerprintPart[] {
  const parts: FingerprintPart[] = [];
  const add = (name: FingerprintPart['name'], value: string, why: string) =>
    parts.push({ name, value: value.replaceAll('\n', ' '), contributes: true, why });
  for (const exception of traceback.exceptions) {
    for (const frame of ownFrames(exception.frames)) {
      add('frame', `${belowRoot(frame.path)}:${frame.function ?? ''}`, 'a frame of the application');
    }
    add('exception', exception.type, 'an exception of the chain');
  }
  add('message', normalizeMessage(traceback.exceptions.at(-1)?.message ?? ''), 'the last exception’s message');
  if (traceback.unfinished) add('unfinished', 'yes', 'how it ends is unknown');
  return parts;
}
