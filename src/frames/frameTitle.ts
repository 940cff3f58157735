import type { PythonException } from '../core/python/traceback.ts';
import { shortType } from '../core/wording/faultTitle.ts';
import { typeName } from '../core/wording/typeName.ts';
import { oneLine } from '../core/wording/oneLine.ts';

/** What a frame's exception said, in one line that fits above a line of source: `AssertionError: -3`. */
export function frameTitle(exception: PythonException | undefined): string {
  const type = shortType(typeName(exception?.type));
  const message = oneLine(exception?.message ?? '', 100);
  return message === '' ? type : `${type}: ${message}`;
}
