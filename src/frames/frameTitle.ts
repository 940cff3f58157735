import type { PythonException } from '../core/python/traceback.ts';
import { shortType } from '../core/wording/faultTitle.ts';
import { oneLine } from '../core/wording/oneLine.ts';

/** What a frame's exception said, in one line that fits above a line of source: `AssertionError: -3`. */
export function frameTitle(exception: PythonException | undefined): string {
  if (!exception || exception.type === '') return 'Unfinished traceback';
  const message = oneLine(exception.message, 100);
  return message === '' ? shortType(exception.type) : `${shortType(exception.type)}: ${message}`;
}
