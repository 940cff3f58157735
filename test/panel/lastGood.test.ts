import assert from 'node:assert/strict';
import { LastGood } from '../../src/panel/lastGood.ts';
import type { Request } from '../../src/panel/protocol.ts';

const GROUP: Request = { call: 'group' };
const down = () => Promise.reject(new Error('The store is down.'));

describe('the last good answers', () => {
  it('are given, with their age and why, while asking fails', async () => {
    let now = 1_000;
    const last = new LastGood(() => now);
    assert.deepEqual(await last.answer(1, GROUP, async () => 'first'), { kind: 'answer', id: 1, value: 'first' });
    now = 5_000;
    assert.deepEqual(await last.answer(2, GROUP, down), {
      kind: 'answer',
      id: 2,
      value: 'first',
      stale: { asOf: 1_000, because: 'The store is down.' },
    });
    assert.deepEqual(await last.answer(3, GROUP, async () => 'second'), { kind: 'answer', id: 3, value: 'second' });
  });

  it('are of the same question only', async () => {
    const last = new LastGood(() => 0);
    await last.answer(1, { call: 'traceback', id: '7' }, async () => 'seven');
    const error = { kind: 'error', id: 2, message: 'The store is down.' };
    assert.deepEqual(await last.answer(2, { call: 'traceback', id: '8' }, down), error);
  });

  it('never stand for a command', async () => {
    const last = new LastGood(() => 0);
    const run: Request = { call: 'run', action: { command: 'hideGroup' } };
    await last.answer(1, run, async () => null);
    assert.deepEqual(await last.answer(2, run, down), { kind: 'error', id: 2, message: 'The store is down.' });
  });

  it('are bounded', async () => {
    const last = new LastGood(() => 0);
    for (let n = 0; n < 100; n++) await last.answer(n, { call: 'traceback', id: String(n) }, async () => n);
    assert.equal((await last.answer(0, { call: 'traceback', id: '0' }, down)).kind, 'error');
    assert.equal((await last.answer(0, { call: 'traceback', id: '99' }, down)).kind, 'answer');
  });
});
