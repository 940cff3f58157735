import { deepEqual, equal } from 'node:assert/strict';

import type { LineNumber } from '../../../src/core/python/traceback.ts';
import { originalText } from '../../../src/core/source/originalText.ts';

describe('the text with the line as it was', () => {
  const text = 'def f():\r\n    go(2)\r\n';
  const [one, two] = [1 as LineNumber, 2 as LineNumber];

  it('has it in place of the changed line', () => {
    const original = originalText(text, { kind: 'changed', line: two, because: '', was: 'go(1)' });
    deepEqual(original, { text: 'def f():\n    go(1)\n', line: 2 });
  });

  it('has it below the head of the function that lost it', () => {
    const original = originalText(text, { kind: 'gone', line: one, because: '', was: 'stop()' });
    deepEqual(original, { text: 'def f():\n    stop()\n    go(2)\n', line: 2 });
  });

  it('is nothing new where the line reads the same', () => {
    equal(originalText(text, { kind: 'moved', line: two, because: '' }), undefined);
  });
});
