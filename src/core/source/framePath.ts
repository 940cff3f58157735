import { cutMiddle } from '../wording/cutMiddle.ts';
import { visible } from '../wording/visible.ts';

/** What a frame's path is: a file, or nothing that could be opened, and why, in words for the reader. */
export type FramePath =
  | {
      kind: 'file';
      /** With forward slashes, without `.` and `..`. */
      path: string;
      /** Its last part. */
      name: string;
    }
  | { kind: 'none'; because: string };

/** Longer ones no system keeps; the longest seen in logs have some 300 characters. */
const LONGEST = 2000;
const LONGEST_NAME = 255;

/** Looks at a path that a traceback printed. Log text is hostile: what names no plain file is never looked for. */
export function framePath(printed: string): FramePath {
  const because = whyNot(printed);
  if (because !== undefined) return { kind: 'none', because };
  const parts: string[] = [];
  // `\\?\C:\…` is what Windows calls a long path.
  const unix = printed.replace(/^\\\\\?\\(?=[A-Za-z]:\\)/, '').replaceAll('\\', '/');
  for (const part of unix.split('/')) {
    if (part === '.' || (part === '' && parts.length > 0)) continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 1 || (parts[0] ?? '') !== '') parts.pop();
    else
      return { kind: 'none', because: `${shown(printed)} climbs out of the folder it begins in: it is not looked for` };
  }
  const name = (parts.pop() ?? '').replace(/\.py[co]$/, '.py');
  if (name === '' || /[/\\]$/.test(printed) || /^[A-Za-z]:/.test(name))
    return { kind: 'none', because: `${shown(printed)} names a folder, not a file` };
  if (name.length > LONGEST_NAME || parts.some((part) => part.length > LONGEST_NAME))
    return {
      kind: 'none',
      because: `${shown(printed)} has a name of more than ${LONGEST_NAME} characters: no such file can exist`,
    };
  return { kind: 'file', path: [...parts, name].join('/'), name };
}

function whyNot(printed: string): string | undefined {
  if (printed.trim() === '') return 'The traceback names no file for this frame';
  if (printed.length > LONGEST)
    return `The path has ${printed.length.toLocaleString('en')} characters: no such file can exist`;
  if (/[\u0000-\u001F\u007F]/.test(printed))
    return `${shown(printed)} holds a control character: no such file is looked for`;
  if (printed.startsWith('<')) return withoutFile(printed);
  if (/^(?:\\\\(?!\?\\[A-Za-z]:\\)|\/\/)/.test(printed))
    return `${shown(printed)} lies on another computer: such files are not opened`;
  const scheme = /^[A-Za-z][A-Za-z\d+.-]+:/.exec(printed)?.[0];
  if (scheme !== undefined) return `${shown(printed)} is an address (${scheme}), no path of a file: it is not followed`;
  return undefined;
}

/** Code that Python names in angle brackets. */
function withoutFile(printed: string): string {
  const name = shown(printed);
  if (printed.startsWith('<frozen ')) return `${name} is built into Python: it has no file`;
  if (printed.startsWith('<stdin')) return `${name} was typed or piped into Python: it has no file`;
  if (printed.startsWith('<ipython')) return `${name} is a notebook’s cell: it has no file`;
  if (printed === '<string>') return '<string> was given to Python as text: it has no file';
  return `${name} was made while the program ran: it has no file`;
}

/** A path from a log, short and without what would act on the reader's screen. */
function shown(path: string): string {
  return cutMiddle(visible(path.slice(0, LONGEST)), 80);
}
