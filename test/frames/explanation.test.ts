import { doesNotMatch, match } from 'node:assert/strict';

import type { Frame, LineNumber } from '../../src/core/python/traceback.ts';
import type { Attempt } from '../../src/frames/attempt.ts';
import { explanation } from '../../src/frames/explanation.ts';

const FRAME: Frame = { path: '/opt/shop/orders/cart.py', line: 63 as LineNumber, function: 'total', source: null };

function attempt(known: Partial<Attempt>): Attempt {
  return {
    path: FRAME.path,
    because: 'No file of the workspace is called cart.py',
    mapped: [],
    looked: [],
    library: [],
    ...known,
  };
}

describe('why a frame leads where it does', () => {
  it('says what was tried, in its order, and what helps', () => {
    const mapping = { from: '/opt/shop/', to: 'src/' };
    const text = explanation(
      FRAME,
      attempt({ searched: 'cart.py', mapped: [{ mapping, path: 'src/orders/cart.py', there: false }] }),
    );
    match(text, /^Why this frame is not linked\n\n  \/opt\/shop\/orders\/cart.py, line 63, in total\n\nNo file of the/);
    match(text, /- \/opt\/shop\/ is src\/: src\/orders\/cart.py is not there/);
    match(text, /The workspace has no such file/);
    match(text, /What helps[^]*Add Folder to Workspace[^]*assertionContext.pathMappings/);
  });

  it('lists the files that were looked at, with their folders where there are several', () => {
    const looked = ['shop', 'site'].map((folder) => ({
      file: { folder, path: 'a/cart.py' },
      common: 1,
      shared: 0,
      because: 'Both end with cart.py',
    }));
    match(explanation(FRAME, attempt({ searched: 'cart.py', looked })), /- site\/a\/cart.py: Both end with cart.py/);
    match(explanation(FRAME, attempt({ looked: looked.slice(1) })), /- a\/cart.py: Both end/);
    const many = Array.from({ length: 25 }, () => looked).flat();
    match(explanation(FRAME, attempt({ looked: many })), /… and 30 more/);
  });

  it('tells how to get at a library', () => {
    const path = '/usr/lib/python3.11/json/decoder.py';
    const text = explanation({ ...FRAME, path }, attempt({ path, library: ['/usr/lib/python3.12/json/decoder.py'] }));
    match(text, /Files of the interpreter looked for\n  - \/usr\/lib\/python3.12/);
    match(text, /Select Interpreter/);
  });

  it('advises nothing for what names no file, and shows nothing that acts', () => {
    const path = '<string>\u202E';
    const text = explanation({ ...FRAME, path }, attempt({ path, because: '<string> has no file' }));
    doesNotMatch(text, /What helps|\u202E/);
  });

  it('says where a linked frame leads', () => {
    match(
      explanation(FRAME, attempt({ because: 'Both end with cart.py' }), 'src/cart.py'),
      /linked so[^]*cart.py: src\/cart.py\./,
    );
  });
});
