import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { openSqlite } from '../../src/stores/sqlite/openSqlite.ts';
import { inFolder } from '../server/ingest/takenIn.ts';
import { NOON, save } from './changes.ts';
import { everything } from './everything.ts';
import { made } from './made.ts';

const OPTIONS = { timeZone: 'UTC', rules: NO_RULES };
const VIEWS = { ranges: [ALL_DAYS], searches: [undefined], now: NOON, limit: 3 };
/** The command that docs/operations.md gives. */
const COMMAND = /^ {4}node -e "(new .*)"$/m.exec(
  readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8'),
)?.[1];

describe('a backup as docs/operations.md has it made', () => {
  it('of a store that a server has open is the store, whole', () =>
    inFolder(async (folder) => {
      const store = await openSqlite(join(folder, 'data/tracebacks.db'), OPTIONS);
      await save(store, 'a', [[made({ id: '70', at: NOON }), made({ id: '71', at: NOON, fingerprint: '1-b' })]]);
      execFileSync(process.execPath, ['-e', (COMMAND ?? '').replaceAll('\\"', '"')], { cwd: folder });
      const had = await everything(store, VIEWS);
      await save(store, 'b', [[made({ id: '72', at: NOON })]]);
      await store.close();
      const backup = await openSqlite(join(folder, 'backup.db'), { ...OPTIONS, timeZone: 'Europe/Berlin' });
      assert.deepEqual(await everything(backup, VIEWS), had);
      await save(backup, 'b', [[made({ id: '72', at: NOON })]]);
      assert.equal((await backup.status()).tracebacks, 3);
      await backup.close();
    }));
});
