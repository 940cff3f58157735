import { deepEqual, equal } from 'node:assert/strict';

import type { LineNumber, PythonException } from '../../../src/core/python/traceback.ts';
import { frameAt, neighbour } from '../../../src/core/source/walkFrames.ts';

const LIBRARY = '/usr/lib/python3.11/json/decoder.py';

function exceptions(...paths: string[][]): PythonException[] {
  return paths.map((frames) => ({
    type: 'KeyError',
    message: '',
    relation: null,
    frames: frames.map((path) => ({ path, line: 1 as LineNumber, function: 'f', source: null })),
  }));
}

describe('walking the frames of a traceback', () => {
  const chain = exceptions(['/opt/a.py', LIBRARY, '/opt/b.py'], ['/opt/c.py', LIBRARY]);

  it('goes through the application’s own frames, exception after exception', () => {
    const walked = [];
    for (let at = neighbour(chain, { exception: -1, frame: 0 }, 1); at; at = neighbour(chain, at, 1)) walked.push(at);
    deepEqual(
      walked.map((address) => frameAt(chain, address)?.path),
      ['/opt/a.py', '/opt/b.py', '/opt/c.py'],
    );
  });

  it('goes back, also from a library’s frame', () => {
    deepEqual(neighbour(chain, { exception: 1, frame: 1 }, -1), { exception: 1, frame: 0 });
    deepEqual(neighbour(chain, { exception: 1, frame: 0 }, -1), { exception: 0, frame: 2 });
    equal(neighbour(chain, { exception: 0, frame: 0 }, -1), undefined);
  });

  it('goes through libraries where there is nothing else', () => {
    deepEqual(neighbour(exceptions([LIBRARY, LIBRARY]), { exception: 0, frame: 0 }, 1), { exception: 0, frame: 1 });
  });

  it('ends, whatever the address', () => {
    equal(neighbour([], { exception: 3, frame: 3 }, 1), undefined);
    equal(frameAt([], { exception: 3, frame: 3 }), undefined);
  });
});
