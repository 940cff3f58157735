import assert from 'node:assert/strict';

import fc from 'fast-check';

import { explain, fingerprint, fingerprinter } from '../../../src/core/python/fingerprint.ts';
import { parseTraceback } from '../../../src/core/python/parse.ts';
import type { Frame, LineNumber, PythonException, TracebackText } from '../../../src/core/python/traceback.ts';
import { recordedTracebacks } from '../../fixtures/generator/recordings.ts';

describe('a fingerprint', () => {
  it('is fit for addresses and says its version', () => {
    assert.match(fingerprint(traceback([])), /^v1-[0-9a-f]{20}$/);
  });

  it('is the same from one that remembers', () => {
    const remembering = fingerprinter();
    for (const recorded of recordedTracebacks().map(({ lines }) => parseTraceback(lines.join('\n')))) {
      assert.equal(remembering(recorded), fingerprint(recorded));
      assert.equal(remembering(recorded), fingerprint(recorded));
    }
  });

  it('is made of anything, and has a part for whatever it saw', () => {
    fc.assert(
      fc.property(tracebacks(fc.string({ unit: 'grapheme' })), (any) => {
        assert.match(fingerprint(any), /^v1-[0-9a-f]{20}$/);
        for (const { value, why } of explain(any)) assert.ok(!/[\n\r]/.test(value) && why !== '');
      }),
    );
  });

  it('does not depend on line numbers, sources, numbers and quoted values in messages, or the root', () => {
    const other = fc.record({
      line: fc.integer({ min: 1, max: 9_999 }),
      number: fc.nat(),
      quoted: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '_', '.', ':', '/', '7') }),
      root: fc.constantFrom(
        '/srv/shop/',
        '/app/',
        '/home/ann/shop/',
        '/srv/shop/releases/20260812031839/',
        'C:\\shop\\',
      ),
    });
    const plain = tracebacks(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/));
    fc.assert(
      fc.property(plain, other, (any, { line, number, quoted, root }) => {
        const changed = mapped(any, root, (frame) => ({ ...frame, line: line as LineNumber, source: null }), {
          number,
          quoted,
        });
        const first = mapped(any, '/opt/shop/', (frame) => frame, { number: 1, quoted: 'x' });
        assert.deepEqual(contributing(changed), contributing(first));
      }),
    );
  });

  it('of an unfinished traceback is no finished one’s', () => {
    fc.assert(
      fc.property(tracebacks(fc.string()), (any) => {
        assert.notEqual(
          fingerprint({ ...any, unfinished: true }),
          fingerprint({ ...any, exceptions: [...any.exceptions, exception([])] }),
        );
        assert.notEqual(
          fingerprint({ ...any, unfinished: true }),
          fingerprint({ ...any, exceptions: [exception([]), ...any.exceptions] }),
        );
      }),
    );
  });

  it('counts equal members of a group once, in any order', () => {
    const member = (name: string): PythonException => ({ ...exception([frame(name)]), relation: 'member', depth: 1 });
    const group = (...names: string[]): TracebackText => traceback([...names.map(member), exception([frame('run')])]);
    assert.equal(fingerprint(group('a', 'b', 'a')), fingerprint(group('b', 'a')));
    assert.notEqual(fingerprint(group('a', 'b')), fingerprint(group('a', 'c')));
    assert.notEqual(fingerprint(group('a')), fingerprint(traceback([member('a')])));
  });

  it('explains a recursion of a thousand frames in a few parts', () => {
    const frames = Array.from({ length: 1_000 }, (_, i) => frame(i % 2 === 0 ? 'even' : 'odd'));
    const deep = { ...exception(frames), type: 'RuntimeError', message: 'maximum recursion depth exceeded' };
    assert.deepEqual(
      explain(traceback([deep])).map(({ name, value }) => `${name} ${value}`),
      [
        'frame orders/cart.py:even',
        'frame orders/cart.py:odd',
        'exception RecursionError',
        'message maximum recursion depth exceeded',
      ],
    );
  });
});

function contributing(text: TracebackText): string[] {
  return explain(text).flatMap(({ name, value, contributes }) => (contributes ? `${name} ${value}` : []));
}

function traceback(exceptions: PythonException[]): TracebackText {
  return { exceptions, text: '' };
}

function exception(frames: Frame[]): PythonException {
  return { type: 'ValueError', message: 'no price', relation: null, frames };
}

function frame(name: string): Frame {
  return { path: '/opt/shop/orders/cart.py', line: 63 as LineNumber, function: name, source: null };
}

function tracebacks(text: fc.Arbitrary<string>): fc.Arbitrary<TracebackText> {
  const frames = fc.array(
    fc.record({
      path: text,
      line: fc.constant(1 as LineNumber),
      function: fc.option(text),
      source: fc.option(text),
    }),
    { maxLength: 6 },
  );
  const exceptions = fc.array(
    fc.record({
      type: text,
      message: text,
      relation: fc.constantFrom('cause' as const, 'context' as const, 'member' as const, null),
      depth: fc.nat({ max: 3 }),
      frames,
    }),
    { maxLength: 4 },
  );
  return fc.record({ exceptions, text: fc.constant('') });
}

/** The traceback with its files below a root, its frames changed, and values in its messages. */
function mapped(
  text: TracebackText,
  root: string,
  change: (frame: Frame) => Frame,
  { number, quoted }: { number: number; quoted: string },
): TracebackText {
  const exceptions = text.exceptions.map((one) => ({
    ...one,
    message: `${one.message} ${number} of '${quoted}'`,
    frames: one.frames.map((each) => change({ ...each, path: `${root}${each.path.replaceAll(' ', '_')}.py` })),
  }));
  return { ...text, exceptions };
}
