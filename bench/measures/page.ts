import { setTimeout } from 'node:timers/promises';
import { PARSER_VERSION } from '../../src/core/python/archiveFinder.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { openSqlite } from '../../src/stores/sqlite/openSqlite.ts';
import { busyArchives } from '../busyArchives.ts';
import { type Figure, median, quantile } from '../figure.ts';
import { copyFullStore, FULL } from '../fullStore.ts';
import { inNewFolder, storeFile, storeIn } from '../newFolder.ts';
import { RunningServer } from '../runningServer.ts';
import type { Measure } from './measure.ts';

const HOURS = 6;
/** Milliseconds between two requests: as many readers as a team has, each clicking all the time. */
const PAUSE = 15;
const PATHS = {
  'first page of all faults, API': '/api/groups?limit=50',
  'first page of all faults, site': '/groups?day=all',
};

/** The first page of the unfiltered list, as the server's own log times it, while archives are taken in by the same server. */
export const page: Measure = {
  name: 'page',
  about: `first page over ${FULL.tracebacks.toLocaleString('en')} tracebacks in ${FULL.groups.toLocaleString('en')} groups, while archives are taken in`,
  async run() {
    return inNewFolder(async (folder) => {
      await copyFullStore(folder);
      await queue(storeFile(folder), (await busyArchives({ hours: HOURS })).slice(1));
      const server = await RunningServer.start(storeIn(folder));
      try {
        while (await isTakingIn(server)) {
          for (let request = 0; request < 20; request++) {
            for (const path of Object.values(PATHS)) await server.get(path);
            await setTimeout(PAUSE);
          }
        }
      } finally {
        await server.stop();
      }
      return Object.entries(PATHS).map(([name, path]) => figure(name, server, path));
    });
  },
};

/** The server takes up at its start what the ledger calls queued. */
async function queue(file: string, archives: readonly string[]): Promise<void> {
  const store = await openSqlite(file, { timeZone: 'UTC', rules: NO_RULES });
  try {
    for (const name of archives) await store.queueArchive({ name, etag: '', parser: PARSER_VERSION, at: Date.now() });
  } finally {
    await store.close();
  }
}

async function isTakingIn(server: RunningServer): Promise<boolean> {
  const { counts } = JSON.parse(await server.get('/api/archives?limit=1')) as { counts: Record<string, number> };
  return (counts['queued'] ?? 0) + (counts['running'] ?? 0) > 0;
}

function figure(name: string, { answers }: RunningServer, path: string): Figure {
  const times = answers.filter(({ url }) => url === path).map(({ ms }) => ms);
  const note = `median ${median(times)} ms, longest ${Math.max(...times)} ms, ${times.length} answers`;
  return { name: `${name}, p99`, unit: 'ms', rounds: [quantile(times, 0.99)], atMost: 20, note };
}
