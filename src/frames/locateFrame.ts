import type { FrameAddress } from '../core/source/frameAddress.ts';
import type { Frame, PythonException } from '../core/python/traceback.ts';
import { locateLines } from '../core/source/locateLine.ts';
import type { Place } from '../core/source/place.ts';
import { readPython } from '../core/source/pythonText.ts';
import { frameAt } from '../core/source/walkFrames.ts';

/** The frames of a traceback that share a path: they lie in one file, and say together how far its lines went. */
export function framesOfPath(exceptions: readonly PythonException[], path: string): Frame[] {
  return exceptions.flatMap(({ frames }) => frames.filter((frame) => frame.path === path));
}

/** Where one frame's line is in the text of its file. Throws when the traceback has no such frame. */
export function locateFrame(exceptions: readonly PythonException[], address: FrameAddress, text: string): Place {
  const frame = frameAt(exceptions, address);
  if (!frame) throw new RangeError(`The traceback has no frame ${address.frame} of exception ${address.exception}`);
  const together = framesOfPath(exceptions, frame.path);
  const place = locateLines(together, readPython(text))[together.indexOf(frame)];
  if (!place) throw new RangeError('A frame got no place');
  return place;
}
