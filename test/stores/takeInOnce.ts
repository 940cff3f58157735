import { NO_RULES } from '../../src/core/rules/rules.ts';
import { openSqlite } from '../../src/stores/sqlite/openSqlite.ts';
import { NOON } from './changes.ts';
import { hourOf } from './fill.ts';

// A process that takes an hour in, a few tracebacks at a time, and says so after each: to be killed.
const [file = '', from = '0'] = process.argv.slice(2);
const store = await openSqlite(file, { timeZone: 'UTC', rules: NO_RULES });
const { name, batches } = hourOf({ from: Number(from), count: 600, start: NOON, groups: 20 });
const writer = await store.openArchive({ name, etag: name, parser: 1, at: 0 });
const tracebacks = batches.flat();
for (let n = 0; n < tracebacks.length; n += 20) {
  await writer.write(tracebacks.slice(n, n + 20));
  process.stdout.write('.');
}
await store.close();
