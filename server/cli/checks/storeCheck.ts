import type { ArchiveState, TracebackStore } from '../../../src/stores/store.ts';
import { counted } from '../../../src/core/wording/number.ts';
import type { Check } from './check.ts';

/** What the store holds, whether its days are those of the settings' time zone, and which archives need a look. */
export async function storeCheck(store: TracebackStore, timeZone: string): Promise<Check[]> {
  const { kind, tracebacks, groups, archives, oldestDay, newestDay } = await store.status();
  const span = oldestDay === undefined ? '' : `, ${oldestDay} to ${newestDay}`;
  const holds = `${kind}: ${counted(tracebacks, 'traceback')} of ${counted(groups, 'fault')} in ${counted(archives, 'archive')}${span}`;
  return [
    { name: 'Store', state: 'ok', says: holds },
    zoneCheck(store.timeZone, timeZone),
    ...(await archiveChecks(store)),
  ];
}

function zoneCheck(stored: string, set: string): Check {
  if (stored === set) return { name: 'Time zone', state: 'ok', says: stored };
  return {
    name: 'Time zone',
    state: 'warning',
    says: `the store's days are days in ${stored}, TIME_ZONE is ${set}`,
    advice:
      'Times are shown in TIME_ZONE, days stay as they are. assertion-context rezone ZONE counts those of SQLite in another zone.',
  };
}

const ADVICE: Partial<Record<ArchiveState, string>> = {
  partial: 'What could be read was kept. Take them in again when the files are whole: assertion-context ingest FILE.',
  failed: 'See why, then take them in again: assertion-context ingest FILE.',
  queued: 'The server takes them up when it starts: assertion-context serve.',
};

/** One check for each state that wants something done, with the newest archive in it as an example. */
async function archiveChecks(store: TracebackStore): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [state, advice] of Object.entries(ADVICE) as [ArchiveState, string][]) {
    const { archives, counts } = await store.archives({ state, limit: 1 });
    const [newest] = archives;
    if (!newest) continue;
    const why = newest.error === undefined ? '' : `: ${newest.error}`;
    checks.push({
      name: 'Archives',
      state: 'warning',
      says: `${counts[state]} ${state}, the newest ${newest.name}${why}`,
      advice,
    });
  }
  return checks;
}
