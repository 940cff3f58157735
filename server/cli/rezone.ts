import { existsSync } from 'node:fs';
import { counted } from '../../src/core/wording/number.ts';
import { rezoneSqlite } from '../../src/stores/sqlite/rezone.ts';
import { withEnvFile } from '../environment.ts';
import { parseSettings } from '../settings.ts';
import { print, say } from './output.ts';
import { UsageError } from './usageError.ts';

/** `rezone`: makes the days of the store those of another time zone; 1 when there is no store, or one that cannot. */
export async function rezone(zone: string): Promise<number> {
  const timeZone = knownZone(zone);
  const { settings, warnings } = parseSettings(withEnvFile(process.env, '.env'));
  for (const warning of warnings) say(warning);
  const { store } = settings;
  if (store.kind !== 'sqlite') {
    say(
      'rezone counts a store in SQLite only. In Elasticsearch, set TIME_ZONE and another ELASTICSEARCH_PREFIX, and take the archives in again.',
    );
    return 1;
  }
  if (!existsSync(store.file)) {
    say(`There is no store at ${store.file} yet: the first command that makes one takes TIME_ZONE.`);
    return 1;
  }
  const { from, to, tracebacks, frozenBefore } = rezoneSqlite(store.file, timeZone);
  print(
    `The days of ${store.file} are those of ${to} now, they were those of ${from}: ${counted(tracebacks, 'traceback')} counted.`,
  );
  if (frozenBefore !== undefined)
    print(
      `Days before ${frozenBefore} keep their counts as days of ${from}: their tracebacks were dropped (RETENTION_DAYS).`,
    );
  return 0;
}

function knownZone(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw new UsageError(`“${text}” is no time zone. Use a name such as Europe/Amsterdam or UTC.`);
  }
}
