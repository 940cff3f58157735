import assert from 'node:assert/strict';
import { within } from '../../src/panel/within.ts';

describe('a time limit', () => {
  it('lets through what comes in time, errors too', async () => {
    assert.equal(await within(Promise.resolve(4), 10_000, 'late'), 4);
    await assert.rejects(within(Promise.reject(new Error('broken')), 10_000, 'late'), /^Error: broken$/);
  });

  it('ends the waiting with its sentence', () =>
    assert.rejects(
      within(new Promise(() => undefined), 1, 'No answer within 1 ms.'),
      /^Error: No answer within 1 ms\.$/,
    ));
});
