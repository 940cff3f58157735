import { archiveText, chatter, type Line } from '../server/pages/archiveText.ts';

/** Markup, quotes, control characters, an override of the writing direction, and a word without an end. */
const HOSTILE =
  '</title></script><script>alert(1)</script><img src=x onerror=alert(1)> "\' ${alert(1)} {{7*7}} \x1b[31m \u202egnp.exe \x9b ' +
  'W'.repeat(300);

const MEGABYTE = 1_000_000;

const STREAM = { instance: `i-${HOSTILE}`, program: `web ${HOSTILE}` };

/** An archive whose every field tries to be more than text: `HostileError`, and `HugeError` with a message of a megabyte. */
export function hostileArchive(): string {
  return archiveText([
    ...chatter(50, '2016-08-12T05:50:00').map((line) => ({
      ...line,
      ...STREAM,
      message: `ERROR ${line.message} ${HOSTILE}`,
    })),
    ...traceback('2016-08-12T05:58:00', `HostileError: ${HOSTILE}`),
    ...chatter(3, '2016-08-12T05:58:10').map((line) => ({ ...line, ...STREAM })),
    ...traceback('2016-08-12T05:59:00', `HugeError: ${'x'.repeat(MEGABYTE)}`),
  ]);
}

function traceback(at: string, last: string): Line[] {
  return [
    'Traceback (most recent call last):',
    `  File "/opt/${HOSTILE.replaceAll('"', '')}.py", line 63, in ${'f'.repeat(400)}`,
    `    ${HOSTILE}`,
    last,
  ].map((message) => ({ at, message, ...STREAM }));
}
