import type { BrowsableStore } from '../stores/store.ts';

/** A store whose every call fails with the same sentence: for a connection that was chosen and cannot be. */
export function failingStore(because: Error): BrowsableStore {
  const fail = (): Promise<never> => Promise.reject(because);
  return {
    get timeZone(): string {
      throw because;
    },
    groups: fail,
    counts: fail,
    group: fail,
    tracebacks: fail,
    traceback: fail,
    faultLines: fail,
    status: fail,
    nearestDays: fail,
    archive: fail,
    archives: fail,
    hide: fail,
    unhide: fail,
    resolve: fail,
    reopen: fail,
    restoreAll: fail,
    close: async () => undefined,
  };
}
