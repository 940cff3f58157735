import type { TracebackStore } from '../../src/stores/store.ts';

/** A store as one behind a network: its answers can be held up, or fail. */
export interface HeldStore {
  store: TracebackStore;
  /** Holds up what is asked from now on; gives how to let it go. */
  hold: () => () => void;
  /** What is asked from now on is answered at once again; what is held stays so. */
  pass: () => void;
  /** What is asked from now on fails so; undefined: no more. */
  fail: (error: Error | undefined) => void;
}

/** Puts a network before a store. */
export function heldStore(store: TracebackStore): HeldStore {
  let held: Promise<void> | undefined;
  let failure: Error | undefined;
  const proxy = new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name) as unknown;
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        await held;
        if (failure) throw failure;
        return (value as (...args: unknown[]) => unknown).apply(target, args);
      };
    },
  });
  return {
    store: proxy,
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    pass: () => {
      held = undefined;
    },
    fail: (error) => {
      failure = error;
    },
  };
}
