import type { PackedContext } from '../../src/core/papertrail/context.ts';
import { formatInstant } from '../../src/core/papertrail/instant.ts';
import type { IndexedTraceback } from '../../src/core/python/traceback.ts';
import { tracebackJson } from '../api/tracebackJson.ts';
import type { JsonBytes } from './jsonBytes.ts';
import { inertJson } from './output.ts';

const EMPTY = { before: [], after: [] };
const BEFORE_CONTEXT = '"context":';

/** Writes a traceback as one line of JSON, as `tracebackJson` gives it, with at most so many lines of context on either side. */
export function writeTraceback(
  output: JsonBytes,
  found: IndexedTraceback,
  archive: string,
  contextLines: number,
): void {
  const json = inertJson(tracebackJson({ ...found, at: formatInstant(found.at), context: EMPTY, archive }));
  // The text before it has every quote escaped, so this is the key.
  const at = json.indexOf(BEFORE_CONTEXT) + BEFORE_CONTEXT.length;
  output.raw(json.slice(0, at));
  writeContext(output, found.context, contextLines);
  output.raw(json.slice(at + JSON.stringify(EMPTY).length));
  output.raw('\n');
}

function writeContext(output: JsonBytes, { before, after, cut }: PackedContext, lines: number): void {
  output.raw('{"before":');
  output.contextLines(newest(before, lines));
  output.raw(',"after":');
  output.contextLines(oldest(after, lines));
  output.raw(cut ? ',"cut":true}' : '}');
}

function newest(bytes: Uint8Array, lines: number): Uint8Array {
  if (lines === 0) return bytes.subarray(bytes.length);
  let start = bytes.length;
  for (let count = 0; count < lines && start > 0; count++) start = bytes.lastIndexOf(10, start - 2) + 1;
  return bytes.subarray(start);
}

function oldest(bytes: Uint8Array, lines: number): Uint8Array {
  let end = 0;
  for (let count = 0; count < lines && end < bytes.length; count++) end = bytes.indexOf(10, end) + 1;
  return bytes.subarray(0, end);
}
