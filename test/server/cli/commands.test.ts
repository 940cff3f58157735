import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { MAIN, runCommand, type Ended } from './runCommand.ts';

const DAY = join(import.meta.dirname, '../../fixtures/shop/archives/logs/dt=2016-08-12');
const FIRST_HOUR = join(DAY, '2016-08-12-02.tsv.gz');

describe('commands on a store', () => {
  let folder: string;
  const run = (...words: string[]): Promise<Ended> =>
    runCommand(words, { folder, environment: { STORE_URL: 'sqlite:store.db', TIME_ZONE: 'UTC' } });

  before(async function () {
    this.timeout(60_000);
    folder = mkdtempSync(join(tmpdir(), 'commands-'));
    assert.equal((await run('ingest', DAY)).status, 0);
  });
  after(() => rmSync(folder, { recursive: true }));

  describe('ingest', () => {
    it('says a line for each archive, and reads none twice', async () => {
      const { status, out, err } = await run('ingest', DAY);
      assert.match(out, /^(?:.*2016-08-12-0[2-5]\.tsv\.gz: \d+ tracebacks in 1,\d{3} lines, taken in before\n){4}$/);
      assert.deepEqual({ status, err }, { status: 0, err: '' });
    });

    it('prints the ledger’s rows as JSON', async () => {
      const { out } = await run('ingest', '--json', FIRST_HOUR);
      const { name, state, lines, started_at } = JSON.parse(out) as Record<string, unknown>;
      assert.deepEqual({ name, state }, { name: FIRST_HOUR, state: 'done' });
      assert.ok(Number(lines) > 1000);
      assert.match(String(started_at), /^\d{4}-\d\d-\d\dT/);
    });

    it('reads standard input', async () => {
      const environment = { STORE_URL: 'sqlite:piped.db', TIME_ZONE: 'UTC' };
      const { status, out } = await runCommand(['ingest', '-'], {
        folder,
        environment,
        input: readFileSync(FIRST_HOUR),
      });
      assert.match(out, /^standard input: \d+ tracebacks in 1,\d{3} lines, .*s\n$/);
      assert.equal(status, 0);
    });

    it('keeps what a cut archive has, says so, and gives 1', async () => {
      const whole = readFileSync(FIRST_HOUR);
      writeFileSync(join(folder, 'cut.tsv.gz'), whole.subarray(0, whole.length >> 1));
      const { status, out, err } = await run('ingest', 'cut.tsv.gz');
      assert.match(err, /^.*cut\.tsv\.gz: kept what could be read, \d+ tracebacks? in \d+ lines\. .*cut short.*\n$/);
      assert.deepEqual({ status, out }, { status: 1, out: '' });
    });

    it('says why an archive gives nothing, and goes on with the next', async () => {
      writeFileSync(join(folder, 'empty.tsv'), '');
      writeFileSync(join(folder, 'whole.tsv'), gunzipSync(readFileSync(FIRST_HOUR)));
      const { status, out, err } = await run('ingest', 'empty.tsv', 'whole.tsv');
      assert.match(err, /^.*empty\.tsv: nothing taken in\. .*empty.*\n$/);
      assert.match(out, /^.*whole\.tsv: \d+ tracebacks in /);
      assert.equal(status, 1);
    });
  });

  describe('list', () => {
    it('opens on the newest day that has tracebacks, and says so', async () => {
      const { status, out, err } = await run('list');
      assert.match(
        err,
        /^No tracebacks today, \d{4}-\d\d-\d\d\. 2016-08-12 is the newest day that has any\.\n2016-08-12: \d+ faults\n$/,
      );
      assert.match(out, /^ {7,8}\d{1,2} {6}12 Aug 2016 {2}\S/);
      assert.equal(status, 0);
    });

    it('finds what is searched for', async () => {
      const { out } = await run(
        'list',
        '--day',
        '2016-08-12',
        '--search',
        'exc:AssertionError file:orders/cart.py func:total',
        '--json',
      );
      const { groups } = JSON.parse(out) as { groups: { summary: { type: string } }[] };
      assert.ok(groups.length > 0);
      assert.ok(groups.every(({ summary }) => summary.type === 'AssertionError'));
    });

    it('shows no more than asked for, and says how many there are', async () => {
      const { out, err } = await run('list', '--day', '2016-08-12', '--limit', '2');
      assert.equal(out.trimEnd().split('\n').length, 4);
      assert.match(err, /^2016-08-12: \d+ faults, the first 2 shown \(--limit\)\n$/);
    });

    it('refuses a day that is none', async () => {
      const { status, err } = await run('list', '--day', '2016-02-30');
      assert.deepEqual({ status, err }, { status: 2, err: '--day 2016-02-30 is no day. Write it as 2016-08-12.\n' });
    });

    it('says nothing when its reader has seen enough', async () => {
      const child = spawn(process.execPath, [MAIN, 'list', '--from', '2016-01-01', '--json'], {
        cwd: folder,
        env: { PATH: process.env['PATH'], STORE_URL: 'sqlite:store.db' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.destroy();
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
      const status = await new Promise((resolve) => child.once('close', resolve));
      assert.equal(status, 0);
      assert.doesNotMatch(said, /EPIPE/);
    });
  });

  describe('show', () => {
    it('shows a fault by its fingerprint, and a traceback by its id', async () => {
      const { out: page } = await run(
        'list',
        '--day',
        '2016-08-12',
        '--search',
        'exc:AssertionError func:total',
        '--json',
      );
      const { fingerprint = '' } = (JSON.parse(page) as { groups: { fingerprint: string }[] }).groups[0] ?? {};
      const fault = await run('show', fingerprint);
      assert.match(fault.out, /^AssertionError: -\d+\ntotal orders\/cart\.py:\d+\n\d+ times? since .* 2016/);
      assert.match(fault.out, /\n2016-08-12 +\d+\n/);

      const { out } = await run('show', fingerprint, '--json');
      const [{ id = '' } = {}] = (JSON.parse(out) as { tracebacks: { id?: string }[] }).tracebacks;
      const traceback = await run('show', id);
      assert.match(
        traceback.out,
        new RegExp(`\\nlink {7}https://papertrailapp\\.com/systems/i-[0-9a-f]+/events\\?focus=${id}\\n`),
      );
      assert.match(traceback.out, /\nAug 12 0\d:\d\d:\d\d i-[0-9a-f]+ web\.api: {2}/);
      assert.match(traceback.out, /\n {4}AssertionError: -\d+\n/);

      const { out: json } = await run('show', id, '--json');
      assert.equal((JSON.parse(json) as { fingerprint: string }).fingerprint, fingerprint);
    });

    it('says when there is neither', async () => {
      const { status, out, err } = await run('show', '123');
      assert.match(err, /^The store has no traceback and no fault 123\. .*\n$/);
      assert.deepEqual({ status, out }, { status: 1, out: '' });
    });
  });

  describe('doctor', () => {
    it('finds nothing wrong with a store that is well', async () => {
      const { status, out } = await runCommand(['doctor'], {
        folder,
        environment: { STORE_URL: 'sqlite:store.db', TIME_ZONE: 'UTC', PORT: '0' },
      });
      assert.doesNotMatch(out, /^WRONG/m);
      assert.match(out, /^ok {5}Store {6}.*tracebacks of \d+ faults in \d+ archives, 2016-08-12 to 2016-08-12$/m);
      assert.equal(status, 0);
    });

    it('says what to do about what is wrong', async () => {
      const { status, out } = await runCommand(['doctor'], {
        folder,
        environment: { STORE_URL: 'https://x/y', PRT: '1' },
      });
      assert.match(out, /^WRONG {2}Settings {3}STORE_URL: .*\n {18}Correct it /m);
      assert.equal(status, 1);
    });

    it('makes no store by looking for one', async () => {
      const { out } = await runCommand(['doctor'], {
        folder,
        environment: { STORE_URL: 'sqlite:nowhere/new.db', PORT: '0' },
      });
      assert.match(out, /nowhere\/new\.db will be made at the first use/);
      assert.equal(
        (await runCommand(['list'], { folder, environment: { STORE_URL: 'sqlite:nowhere/new.db' } })).status,
        1,
      );
    });
  });

  it('shows what log text would do to a terminal', async () => {
    const columns = '\t2016-08-13T03:00:00\t2016-08-13T03:00:00Z\t1\ti-1\t10.0.0.1\tUser\tNotice\tweb\t';
    const messages = [
      'Traceback (most recent call last):',
      '  File "/opt/shop/a.py", line 1, in f',
      '    f()',
      'ValueError: \x1b]0;owned\x07\u202egnp\x9b2J',
    ];
    const lines = messages.map((message, index) => `80059430223312900${index}${columns}${message}\n`);
    writeFileSync(join(folder, 'hostile.tsv'), lines.join(''));
    const environment = { STORE_URL: 'sqlite:hostile.db', TIME_ZONE: 'UTC' };
    await runCommand(['ingest', 'hostile.tsv'], { folder, environment });
    for (const words of [
      ['list', '--day', '2016-08-13'],
      ['list', '--day', '2016-08-13', '--json'],
      ['show', '800594302233129003'],
      ['parse', 'hostile.tsv'],
    ]) {
      const { out } = await runCommand(words, { folder, environment });
      assert.match(out, /owned/);
      assert.doesNotMatch(out, /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/, words.join(' '));
    }
  });
});
