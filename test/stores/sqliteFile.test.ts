import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import { remoteStore } from '../../src/stores/remote.ts';
import { Connection } from '../../src/stores/sqlite/connection.ts';
import { openSqlite } from '../../src/stores/sqlite/openSqlite.ts';
import { migrate, MIGRATIONS } from '../../src/stores/sqlite/schema.ts';
import { StoreError, type StoreOptions, type StoreTrouble, type TracebackStore } from '../../src/stores/store.ts';
import { NOON, save } from './changes.ts';
import { allGroups, everything, search } from './everything.ts';
import { hourOf, takeIn } from './fill.ts';
import { made } from './made.ts';

const OPTIONS: StoreOptions = { timeZone: 'UTC', rules: NO_RULES };

describe('a SQLite file', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
    file = join(folder, 'tracebacks.db');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const using = async <T>(use: (store: TracebackStore) => Promise<T>, options = OPTIONS): Promise<T> => {
    const store = await openSqlite(file, options);
    try {
      return await use(store);
    } finally {
      await store.close();
    }
  };

  it('keeps its time zone, whatever it is opened with', async () => {
    await using((store) => save(store, 'a', [[made({ id: '70', at: Date.UTC(2016, 7, 12, 23) })]]), {
      ...OPTIONS,
      timeZone: 'Europe/Berlin',
    });
    await using(async (store) => {
      assert.equal(store.timeZone, 'Europe/Berlin');
      assert.equal((await store.status()).newestDay, '2016-08-13');
    });
  });

  it('is one file again once it is closed', async () => {
    await using((store) => save(store, 'a', [[made({ id: '70', at: NOON })]]));
    assert.throws(() => readFileSync(`${file}-wal`), /ENOENT/);
    await using(async (store) => assert.equal((await store.status()).tracebacks, 1));
  });

  it('of an older version is brought to this one, with what it holds', async () => {
    const old = new Connection(file, { busyTimeout: 0, cache: 1 });
    migrate(old, 'UTC', 1);
    old.exec(`INSERT INTO group_day (fingerprint, day, first, last, n, next) VALUES ('1-a', '2016-08-12', ${NOON}, ${NOON}, 3, '9999-99-99');
      INSERT INTO state (fingerprint, resolvedAt) VALUES ('1-a', ${NOON - 1});
      INSERT INTO grp (fingerprint, shown, hidden, first, last, firstDay, summary) VALUES ('1-a', 3, 0, ${NOON}, ${NOON}, '2016-08-12', '{}')`);
    old.close();
    await using(async (store) => {
      assert.equal((await store.group('1-a'))?.count, 3);
      assert.equal((await store.counts(ALL_DAYS, NOON)).regressed, 1);
      await save(store, 'a', [[made({ id: '70', at: NOON, fingerprint: '1-b' })]]);
      const groups = await allGroups(store, { range: ALL_DAYS, filter: 'all', limit: 1 }, NOON);
      assert.deepEqual(
        groups.map((group) => group.fingerprint),
        ['1-a', '1-b'],
      );
    });
  });

  describe('that cannot be used', () => {
    const troubles: [string, (file: string) => void, StoreTrouble, RegExp][] = [
      [
        'is no database',
        (path) => writeFileSync(path, 'Traceback (most recent call last):\n'.repeat(40)),
        'not-a-store',
        /is not a database/,
      ],
      [
        'is another program’s',
        (path) => new DatabaseSync(path).exec('CREATE TABLE notes (text)'),
        'not-a-store',
        /another program/,
      ],
      ['is a newer version’s', (path) => makeNewer(path), 'newer', /newer version/],
      ['is a folder', (path) => mkdirSync(path), 'no-access', /cannot be opened/],
    ];
    for (const [what, make, reason, sentence] of troubles) {
      it(`${what}: says so and leaves it alone`, async () => {
        make(file);
        const before = what === 'is a folder' ? '' : readFileSync(file);
        await assert.rejects(openSqlite(file, OPTIONS), isTrouble(reason, sentence));
        if (before !== '') assert.deepEqual(readFileSync(file), before);
      });
    }

    it('lies where no folder can be made: says so', async () => {
      writeFileSync(join(folder, 'taken'), '');
      await assert.rejects(
        openSqlite(join(folder, 'taken', 'x.db'), OPTIONS),
        isTrouble('no-access', /folder of .* cannot be made/),
      );
    });

    it('is on a full disk: says so, and what was stored before is kept', async function () {
      const disk = join(folder, 'disk');
      mkdirSync(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk], { stdio: 'ignore' });
      } catch {
        console.log('      skipped: a small disk needs the right to mount one');
        this.skip();
      }
      try {
        file = join(disk, 'tracebacks.db');
        await using(async (store) => {
          await save(store, 'a', [[made({ id: '70', at: NOON })]]);
          const large = hourOf({ from: 0, count: 3000, start: NOON, groups: 20, context: 2000 });
          await assert.rejects(takeIn(store, large), isTrouble('full', /no space left/));
          assert.equal((await store.traceback('70'))?.fingerprint, '1-a');
        });
        await using(async (store) => assert.equal((await store.traceback('70'))?.fingerprint, '1-a'));
      } finally {
        execFileSync('umount', [disk]);
      }
    });
  });

  it('takes writes from another thread while it is read', async () => {
    const store = await openSqlite(file, OPTIONS);
    const other = remoteStore(store.connect());
    await Promise.all([
      save(other, 'a', [[made({ id: '70', at: NOON })]]),
      save(store, 'b', [[made({ id: '71', at: NOON, fingerprint: '1-b' })]]),
    ]);
    const { total } = await store.groups({ range: ALL_DAYS, filter: 'all', limit: 5 }, NOON);
    const found = await store.groups({ range: ALL_DAYS, filter: 'all', search: search('total'), limit: 5 }, NOON);
    assert.deepEqual([total, found.total, other.timeZone], [2, 2, 'UTC']);
    await store.close();
    await assert.rejects(other.status(), isTrouble('closed', /thread has ended/));
    await assert.rejects(store.status(), isTrouble('closed', /closed/));
  });

  it('is written by two processes at once, and loses and doubles nothing when one dies at any moment', async function () {
    this.timeout(120_000);
    const memory = new MemoryStore(OPTIONS);
    const hours = [0, 1].map((n) => hourOf({ from: n * 600, count: 600, start: NOON + n * 3_600_000, groups: 20 }));
    for (const hour of hours) await takeIn(memory, hour);
    const views = { ranges: [ALL_DAYS], searches: [search('order*')], now: NOON, limit: 500 };
    const expected = await everything(memory, views);
    for (let round = 0; round < 4; round++) {
      await using(async (store) => {
        const child = spawn(process.execPath, [join(import.meta.dirname, 'takeInOnce.ts'), file, '0'], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const ended = once(child, 'exit');
        // It says something after each batch; it is killed while it is at another one each time.
        for (let batch = 0; batch <= round; batch++) await once(child.stdout, 'data');
        const mine = takeIn(store, hourOf({ from: 600, count: 600, start: NOON + 3_600_000, groups: 20 }));
        child.kill('SIGKILL');
        await Promise.all([ended, mine]);
      });
    }
    await using(async (store) => {
      await takeIn(store, hourOf({ from: 0, count: 600, start: NOON, groups: 20 }));
      assert.deepEqual(await everything(store, views), expected);
    });
  });
});

function makeNewer(file: string): void {
  const db = new Connection(file, { busyTimeout: 0, cache: 1 });
  migrate(db, 'UTC');
  db.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}; PRAGMA journal_mode = DELETE`);
  db.close();
}

function isTrouble(reason: StoreTrouble, sentence: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof StoreError && error.reason === reason && sentence.test(error.message);
}
