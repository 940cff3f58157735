import assert from 'node:assert/strict';

import { PYTHONS, runsOf, type PythonVersion } from '../fixtures/generator/recordings.ts';

const EVERY = PYTHONS;
const SINCE_3: readonly PythonVersion[] = ['3.6', '3.8', '3.11', '3.12', '3.13'];
const SINCE_3_8: readonly PythonVersion[] = ['3.8', '3.11', '3.12', '3.13'];
const SINCE_3_11: readonly PythonVersion[] = ['3.11', '3.12', '3.13'];

/** What was to be raised, and where it exists. */
const SHAPES: Record<string, readonly PythonVersion[]> = {
  simple: EVERY,
  cause: SINCE_3,
  context: SINCE_3,
  'mixed chain': SINCE_3,
  'from none': SINCE_3,
  group: SINCE_3_11,
  'nested groups': SINCE_3_11,
  'wide group': SINCE_3_11,
  'group with a cause': SINCE_3_11,
  'group inside a chain': SINCE_3_11,
  'group without frames': SINCE_3_11,
  'group with notes': SINCE_3_11,
  notes: SINCE_3_11,
  'several lines of source': EVERY,
  'no source': EVERY,
  zip: EVERY,
  frozen: SINCE_3,
  library: EVERY,
  recursion: EVERY,
  'mutual recursion': EVERY,
  'syntax error': EVERY,
  'message of several lines': EVERY,
  'message with lines like frames': EVERY,
  'message with tabs': SINCE_3,
  'empty message': EVERY,
  unicode: EVERY,
  secret: EVERY,
  exit: EVERY,
  suggestion: SINCE_3,
  asyncio: SINCE_3,
  task: SINCE_3,
  thread: EVERY,
  ignored: SINCE_3_8,
  'ignored without traceback': ['2.7'],
  'record on the header line': EVERY,
  limit: EVERY,
  'local class': EVERY,
  'cause without frames': SINCE_3,
  remote: SINCE_3,
};

describe('the recordings', () => {
  for (const python of PYTHONS) {
    const runs = runsOf(python);

    it(`of Python ${python} have every shape that it has`, () => {
      const expected = Object.keys(SHAPES).filter((shape) => SHAPES[shape]?.includes(python));
      assert.deepEqual([...new Set(runs.map(({ shape }) => shape))].sort(), expected.sort());
    });

    it(`of Python ${python} name no machine's paths`, () => {
      for (const { output } of runs) {
        for (const line of output) {
          const path = /File "([^"]*)"/.exec(line)?.[1];
          assert.match(path ?? '<string>', /^(?:\/opt\/shop\/|\/usr\/local\/lib\/python|<|cart\.html$)/);
        }
      }
    });

    it(`of Python ${python} have the lines of each exception where they say`, () => {
      for (const { scenario, output, tracebacks, hard } of runs) {
        if (hard) continue;
        for (const { from, to, prefix = '', exceptions } of tracebacks) {
          assert.match(
            output[from]?.slice(prefix.length) ?? '',
            /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):$/,
          );
          for (const { type, message, at, frames } of exceptions) {
            const named = output[from + at]?.replace(/^ *\| /, '') ?? '';
            const [first] = message.split('\n');
            assert.equal(named, first ? `${type}: ${first}` : type, scenario);
            assert.ok(from + at < to);
            for (const frame of frames) {
              const entry = `File "${frame.path}", line ${frame.line}${frame.function === null ? '' : `, in ${frame.function}`}`;
              const place = output.findIndex((line, index) => index > from && line.endsWith(entry));
              assert.ok(place > 0 && place < to, `${scenario}: ${entry}`);
            }
          }
        }
      }
    });
  }
});
