import assert from 'node:assert/strict';
import { Polling } from '../../src/tree/polling.ts';

/** A view that is refreshed every hundredth of a second, at a time of its own. */
function polled(seconds = 0.01) {
  let now = 1_000_000;
  let waiting: (() => void) | undefined;
  let refreshes = 0;
  const polling = new Polling({
    refresh: async () => {
      refreshes++;
      waiting?.();
    },
    seconds: () => seconds,
    now: () => now,
  });
  return {
    polling,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    count: () => refreshes,
    next: () =>
      new Promise<void>((resolve) => {
        waiting = resolve;
      }),
  };
}

describe('polling', () => {
  it('refreshes again and again while the view is visible', async () => {
    const { polling, next } = polled();
    polling.see(true);
    // The timers do not keep a process alive by themselves.
    const alive = setInterval(() => undefined, 1000);
    await next();
    await next();
    await next();
    clearInterval(alive);
    polling.dispose();
  });

  it('refreshes a view that comes back after longer than that at once', async () => {
    const { polling, next, pass } = polled(3_600);
    pass(3_600_001);
    const alive = setInterval(() => undefined, 1000);
    polling.see(true);
    await next();
    clearInterval(alive);
    polling.dispose();
  });

  it('leaves a hidden view alone, and any when it is switched off', async () => {
    const hidden = polled();
    hidden.polling.see(true);
    hidden.polling.see(false);
    const off = polled(0);
    off.polling.see(true);
    const other = polled(0.03);
    const alive = setInterval(() => undefined, 1000);
    other.polling.see(true);
    await other.next();
    clearInterval(alive);
    assert.deepEqual([hidden.count(), off.count()], [0, 0]);
    for (const { polling } of [hidden, off, other]) polling.dispose();
  });
});
