import assert from 'node:assert/strict';

import { parseTraceback } from '../../../src/core/python/parse.ts';
import type { PythonException } from '../../../src/core/python/traceback.ts';
import { PYTHONS, runsOf } from '../../fixtures/generator/recordings.ts';

describe('parsing what a real Python printed', () => {
  for (const python of PYTHONS) {
    it(`gives what the exception objects of Python ${python} say`, () => {
      for (const { scenario, shape, output, tracebacks } of runsOf(python)) {
        if (shape === 'remote') continue;
        for (const { from, to, prefix = '', exceptions } of tracebacks) {
          const lines = output.slice(from, to);
          lines[0] = lines[0]?.slice(prefix.length) ?? '';
          const text = lines.join('\n');
          const expected = exceptions.map(({ at: _, ...exception }): PythonException => exception);
          assert.deepEqual(parseTraceback(text), { text, exceptions: expected }, scenario);
        }
      }
    });
  }

  it('gives the frames of a process that sent its traceback to another', () => {
    const run = runsOf('3.12').find(({ shape }) => shape === 'remote');
    const { exceptions } = parseTraceback((run?.output ?? []).slice(run?.tracebacks[0]?.from).join('\n'));
    const frames = exceptions.flatMap((exception) => exception.frames.map((frame) => frame.path));
    assert.ok(frames.includes('/opt/shop/stock/warehouse.py'));
    assert.equal(exceptions.at(-1)?.message, "invalid literal for int() with base 10: 'x'");
  });
});

describe('parsing what stopped too early', () => {
  const header = 'Traceback (most recent call last):';
  const entry = '  File "/opt/shop/orders/cart.py", line 63, in total';
  const frame = { path: '/opt/shop/orders/cart.py', line: 63, function: 'total', source: null };
  const separator = 'During handling of the above exception, another exception occurred:';
  const unnamed = { type: '', message: '', relation: null, frames: [] };
  const named = { type: 'KeyError', message: '1', relation: null, frames: [frame] };
  const cases: [what: string, lines: string[], exceptions: unknown[]][] = [
    ['only a header', [header], []],
    ['a frame without source', [header, entry], [{ ...unnamed, frames: [frame] }]],
    [
      'a frame with source',
      [header, entry, '    assert price'],
      [{ ...unnamed, frames: [{ ...frame, source: 'assert price' }] }],
    ],
    [
      'a chain after its separator',
      [header, entry, 'KeyError: 1', '', separator],
      [{ ...named, relation: 'context' }, unnamed],
    ],
    [
      'a chain after its second header',
      [header, entry, 'KeyError: 1', '', separator, '', header],
      [{ ...named, relation: 'context' }, unnamed],
    ],
    [
      'a group before its type',
      ['  + Exception Group Traceback (most recent call last):', `  | ${entry}`],
      [{ ...unnamed, frames: [frame] }],
    ],
  ];
  for (const [what, lines, exceptions] of cases) {
    it(`keeps ${what}, marked as unfinished`, () => {
      const text = lines.join('\n');
      assert.deepEqual(parseTraceback(text), { text, exceptions, unfinished: true });
    });
  }

  it('takes a separator in a message for what it is', () => {
    const text = [header, entry, `ValueError: it said`, separator, 'and went on'].join('\n');
    const { exceptions, unfinished } = parseTraceback(text);
    assert.deepEqual(exceptions, [
      { type: 'ValueError', message: `it said\n${separator}\nand went on`, relation: null, frames: [frame] },
    ]);
    assert.equal(unfinished, undefined);
  });
});
