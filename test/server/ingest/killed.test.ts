import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { openSqlite } from '../../../src/stores/sqlite/openSqlite.ts';
import { SAMPLE } from '../../fixtures/sample.ts';
import { contents } from './contents.ts';
import { inFolder } from './takenIn.ts';

/** How often an ingestion is killed. `npm run test:kill` does it a hundred times. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 3);

const MAIN = new URL('../../../server/main.ts', import.meta.url).pathname;

describe('an ingestion that is killed', () => {
  it(`at ${ROUNDS} random moments and started again loses nothing and doubles nothing`, async function () {
    this.timeout(60_000 + ROUNDS * 20_000);
    await inFolder(async (folder) => {
      const whole = join(folder, 'whole.db');
      const started = performance.now();
      assert.equal(await ingest(whole), 0);
      const duration = performance.now() - started;
      const expected = await contentsOf(whole);
      let killed = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const file = join(folder, `${round}.db`);
        const moment = duration * Math.random();
        if ((await ingest(file, moment)) === null) killed++;
        assert.equal(await ingest(file), 0, `after ${moment} ms`);
        assert.deepEqual(await contentsOf(file), expected, `killed after ${moment} ms`);
      }
      assert.ok(killed > 0, 'no process was killed before its end');
    });
  });
});

/** Takes in the sample; gives the exit status, or null when it was killed after so many milliseconds. */
async function ingest(store: string, killAfter?: number): Promise<number | null> {
  const child = spawn(process.execPath, [MAIN, 'ingest', SAMPLE], {
    env: { ...process.env, STORE_URL: `sqlite:${store}`, TIME_ZONE: 'UTC' },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  if (killAfter !== undefined) {
    await Promise.race([wait(killAfter), ended]);
    child.kill('SIGKILL');
  }
  return (await ended)[0];
}

/** Everything that is in a store's file. */
async function contentsOf(file: string): Promise<unknown> {
  const store = await openSqlite(file, { timeZone: 'UTC', rules: NO_RULES });
  try {
    return await contents(store);
  } finally {
    await store.close();
  }
}
