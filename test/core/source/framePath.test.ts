import { deepEqual, equal, match, ok } from 'node:assert/strict';

import fc from 'fast-check';

import { framePath } from '../../../src/core/source/framePath.ts';

describe('what a frame’s path names', () => {
  const files: [what: string, printed: string, path: string][] = [
    ['an absolute path', '/opt/shop/orders/cart.py', '/opt/shop/orders/cart.py'],
    ['a relative one', 'orders/cart.py', 'orders/cart.py'],
    ['one of Windows', String.raw`C:\shop\orders\cart.py`, 'C:/shop/orders/cart.py'],
    ['a long one of Windows', String.raw`\\?\C:\shop\cart.py`, 'C:/shop/cart.py'],
    ['one through a folder and back', '/opt/shop/bin/../lib/./cart.py', '/opt/shop/lib/cart.py'],
    ['doubled slashes', '/opt//shop///cart.py', '/opt/shop/cart.py'],
    ['compiled code', '/opt/shop/cart.pyc', '/opt/shop/cart.py'],
    ['blanks and other letters', '/opt/mein laden/größe.py', '/opt/mein laden/größe.py'],
    ['a template', '/opt/shop/templates/cart.html', '/opt/shop/templates/cart.html'],
  ];
  for (const [what, printed, path] of files) {
    it(`is a file: ${what}`, () => deepEqual(framePath(printed), { kind: 'file', path, name: path.split('/').at(-1) }));
  }

  const none: [what: string, printed: string, because: RegExp][] = [
    ['empty', '', /names no file/],
    ['blank', '  ', /names no file/],
    ['text given to Python', '<string>', /<string> was given to Python as text: it has no file/],
    ['standard input', '<stdin>', /typed or piped/],
    ['frozen', '<frozen importlib._bootstrap>', /is built into Python: it has no file/],
    ['a notebook’s cell', '<ipython-input-3-5f2c1d>', /notebook/],
    ['made at run time', '<decorator-gen-12>', /was made while the program ran/],
    ['climbing out', '../../etc/passwd', /climbs out of the folder/],
    ['climbing out later', 'orders/../../etc/passwd', /climbs out/],
    ['climbing out of the root', '/opt/../../etc/passwd', /climbs out/],
    ['climbing out backwards', String.raw`..\..\Windows\x.py`, /climbs out/],
    ['on another computer', String.raw`\\host\share\x.py`, /lies on another computer: such files are not opened/],
    ['on another computer, slashes', '//host/share/x.py', /lies on another computer/],
    ['a device', String.raw`\\.\pipe\x.py`, /lies on another computer/],
    ['a file: address', 'file:///etc/passwd', /is an address \(file:\)/],
    ['another address', 'https://example.com/x.py', /is an address \(https:\)/],
    ['a command', 'command:workbench.action.quit', /is an address \(command:\)/],
    ['NUL', '/opt/shop/cart.py\u0000.txt', /control character/],
    ['a line break', '/opt/shop\n/cart.py', /control character/],
    ['4,000 characters', `/${'a/'.repeat(1998)}b.py`, /^The path has 4,001 characters: no such file can exist$/],
    ['a long name', `/opt/${'a'.repeat(300)}.py`, /more than 255 characters/],
    ['a folder', '/opt/shop/', /names a folder/],
    ['a drive', 'C:', /names a folder/],
    ['the root', '/', /names a folder/],
  ];
  for (const [what, printed, because] of none) {
    it(`is no file: ${what}`, () => {
      const named = framePath(printed);
      match(named.kind === 'none' ? named.because : `a file: ${named.path}`, because);
    });
  }

  it('shows no character that would act on the reader’s screen, and no long path whole', () => {
    const named = framePath(`<\u202Egnp.${'x'.repeat(500)}`);
    ok(named.kind === 'none' && named.because.length < 200 && !named.because.includes('\u202E'));
  });

  it('never leaves a climbing, empty or remote path a file, whatever was printed', () => {
    const part = fc.constantFrom('..', '.', '', 'a', 'b.py', 'C:', '\\', '/', 'file:', '\u0000', '<string>', '~');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((all) => all.join('/')),
          fc.array(part).map((all) => all.join('\\')),
        ),
        (printed) => {
          const named = framePath(printed);
          if (named.kind === 'none') return ok(named.because.length > 10);
          equal(named.path.split('/').includes('..'), false);
          ok(named.name !== '' && !named.path.startsWith('//') && !named.path.endsWith('/'));
        },
      ),
    );
  });
});
