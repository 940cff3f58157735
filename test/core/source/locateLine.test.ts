import { equal, match, ok } from 'node:assert/strict';

import fc from 'fast-check';

import type { Frame, LineNumber } from '../../../src/core/python/traceback.ts';
import { locateLines } from '../../../src/core/source/locateLine.ts';
import type { Place } from '../../../src/core/source/place.ts';
import { readPython } from '../../../src/core/source/pythonText.ts';

function frame(line: number, name: string | null, source: string | null): Frame {
  return { path: '/opt/shop/a.py', line: line as LineNumber, function: name, source };
}

function locate(text: string, ...frames: Frame[]): Place | undefined {
  return locateLines(frames, readPython(text))[0];
}

describe('a frame’s line in today’s text', () => {
  it('reads through a byte order mark and carriage returns', () => {
    equal(locate('\uFEFFdef f():\r\n\tgo()\r\n', frame(2, 'f', 'go()'))?.kind, 'exact');
  });

  it('is not exact on the same line of another function', () => {
    equal(locate('def g():\n    go()\n', frame(2, 'f', 'go()'))?.kind, 'moved');
  });

  it('is never exact without the frame’s source, and says why', () => {
    const place = locate('def f():\n    go()\n', frame(2, 'f', null));
    equal(place?.kind, 'changed');
    match(place?.because ?? '', /no source text/);
  });

  it('goes where another frame of the file went when the text stands twice', () => {
    const text = '#\n#\n#\ndef f():\n    a()\n    go()\n    b()\n    go()\n';
    equal(locate(text, frame(5, 'f', 'go()'), frame(4, 'f', 'b()'))?.line, 8);
  });

  it('lies within the text, whatever that is, and exact means that it reads the same', () => {
    const code = fc.constantFrom(
      'def f():',
      '  go()',
      '\tgo()',
      '"""',
      'x = (',
      ')',
      'class A:',
      '\\',
      "'",
      '',
      '# f',
      'go(1)',
    );
    const name = fc.constantFrom('f', 'A', '<module>', '<lambda>', null);
    const source = fc.constantFrom('go()', 'def f():', 'x = (', '', null);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(code).map((all) => all.join('\n')),
          fc.string(),
        ),
        fc.integer({ min: 1, max: 40 }),
        name,
        source,
        (text, line, f, s) => {
          const today = readPython(text);
          const [place] = locateLines([frame(line, f, s)], today);
          ok(place && place.line >= 1 && place.line <= today.lines.length);
          if (place.kind === 'exact') equal(today.lines[place.line - 1], s);
        },
      ),
    );
  });
});
