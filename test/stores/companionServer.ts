import { CompanionApi } from '../../src/stores/companion/companionApi.ts';
import { CompanionStore } from '../../src/stores/companion/companionStore.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { openApp } from '../server/openApp.ts';
import { NOON } from './changes.ts';

/** A companion server over a store, listening on a free port of the loopback address. */
export interface CompanionServer {
  address: URL;
  /** Milliseconds since 1970: what its clock shows. */
  now: number;
  /** Closes the server, not its store. */
  close(): Promise<void>;
}

/** Starts the whole app. `environment`: its settings. */
export async function listeningServer(
  store: TracebackStore,
  environment: Record<string, string> = {},
): Promise<CompanionServer> {
  const server = { now: NOON } as CompanionServer;
  const app = await openApp(store, environment, undefined, { now: () => server.now });
  server.address = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  server.close = () => app.close();
  return server;
}

/** The adapter for a server. */
export function companionOf({ address }: Pick<CompanionServer, 'address'>, token?: string): CompanionStore {
  return new CompanionStore(new CompanionApi({ address, token: async () => token }));
}

/**
 * A store that is filled directly and read through a server: what people do goes over HTTP. Only changes that HTTP cannot
 * carry go to the store itself: in another's name, or hidden until a time that is over.
 */
export async function readThroughServer(inner: TracebackStore): Promise<TracebackStore> {
  const server = await listeningServer(inner);
  const outer = companionOf(server);
  await outer.status();
  const at = <Result>(now: number, ask: () => Promise<Result>): Promise<Result> => {
    server.now = now;
    return ask();
  };
  return {
    timeZone: outer.timeZone,
    openArchive: (claim) => inner.openArchive(claim),
    settle: (archive, neighbours) => inner.settle(archive, neighbours),
    queueArchive: (claim) => inner.queueArchive(claim),
    rejudge: () => inner.rejudge(),
    retain: (before) => inner.retain(before),
    dropBorders: (before) => inner.dropBorders(before),
    setTickets: (fingerprint, tickets) => inner.setTickets(fingerprint, tickets),
    groupsOfTicket: (key) => inner.groupsOfTicket(key),
    record: (kind, id) => inner.record(kind, id),
    createRecord: (kind, id, value) => inner.createRecord(kind, id, value),
    replaceRecord: (kind, id, value, version) => inner.replaceRecord(kind, id, value, version),
    removeRecord: (kind, id) => inner.removeRecord(kind, id),
    records: (query) => inner.records(query),

    groups: (query, now) => at(now, () => outer.groups(query)),
    counts: (range, now, exclude) => at(now, () => outer.counts(range, now, exclude)),
    faultLines: (query, now) => at(now, () => outer.faultLines(query)),
    group: (fingerprint) => outer.group(fingerprint),
    tracebacks: (query) => outer.tracebacks(query),
    traceback: (id) => outer.traceback(id),
    status: () => outer.status(),
    nearestDays: (day) => outer.nearestDays(day),
    archive: (name) => outer.archive(name),
    archives: (query) => outer.archives(query),
    hide: (fingerprint, hidden) =>
      hidden.by !== undefined || (hidden.until !== undefined && hidden.until <= hidden.at)
        ? inner.hide(fingerprint, hidden)
        : at(hidden.at, () => outer.hide(fingerprint, hidden)),
    unhide: (fingerprint) => outer.unhide(fingerprint),
    resolve: (fingerprint, resolved) => at(resolved.at, () => outer.resolve(fingerprint)),
    reopen: (fingerprint) => outer.reopen(fingerprint),
    restoreAll: () => outer.restoreAll(),
    close: async () => {
      await outer.close();
      await server.close();
      await inner.close();
    },
  };
}
