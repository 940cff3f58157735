import { fingerprint } from '../python/fingerprint.ts';
import { parseTraceback } from '../python/parse.ts';
import { pastedTracebacks } from '../python/pastedText.ts';
import type { SqueezedText } from './squeezedText.ts';
import { countEntries, countLinks, HEADER } from './textMarks.ts';

/** The fingerprints of the tracebacks that a text holds whole. */
export function faultsIn(text: string, squeezed: SqueezedText): string[] {
  // Without a header nobody knows where it began: that is an excerpt's case.
  if (!squeezed.text.includes(HEADER)) return [];
  return [...new Set([...wholeFaults(text, squeezed), ...wholeFaults(indentedAsPython(squeezed.lines), squeezed)])];
}

function wholeFaults(text: string, squeezed: SqueezedText): string[] {
  // Times in the text tell nothing here.
  const found = pastedTracebacks(text, { now: 0, timeZone: 'UTC' }).map((traceback) => parseTraceback(traceback.text));
  const exceptions = found.flatMap((traceback) => traceback.exceptions);
  const links = exceptions.filter(({ relation }) => relation === 'cause' || relation === 'context').length;
  const frames = exceptions.reduce((sum, exception) => sum + exception.frames.length, 0);
  // One that was torn apart at a line that was wrapped: what is left of it would be another fault.
  const torn = countLinks(squeezed.text) > links || countEntries(squeezed.text) > frames;
  return torn ? [] : found.map(fingerprint);
}

/** Lines without what lies between and before them all, and without tabs: as a ticket’s own indentation leaves them. */
function indentedAsPython(lines: readonly string[]): string {
  const full = lines.map((line) => line.replaceAll('\t', '  ').trimEnd()).filter((line) => line !== '');
  const header = full.findIndex((line) => line.endsWith('Traceback (most recent call last):'));
  const margin = /^ */.exec(full[header] ?? '')?.[0].length ?? 0;
  // A group's own header stands two columns in.
  const indent = / \+ Exception Group /.test(full[header] ?? '') ? margin - 2 : margin;
  return full.map((line) => line.slice(Math.min(indent, /^ */.exec(line)?.[0].length ?? 0))).join('\n');
}
