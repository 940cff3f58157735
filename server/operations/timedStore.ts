import type { TracebackStore } from '../../src/stores/store.ts';

/** The same store; tells how long each of its promises took, in seconds, whether it was kept or broken. */
export function timedStore(store: TracebackStore, took: (method: string, seconds: number) => void): TracebackStore {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function' || typeof name !== 'string') return value;
      return (...given: unknown[]) => {
        const begun = performance.now();
        const result: unknown = value.apply(target, given);
        if (!(result instanceof Promise)) return result;
        return result.finally(() => took(name, (performance.now() - begun) / 1000));
      };
    },
  });
}
