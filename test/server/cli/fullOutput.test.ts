import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAIN } from './runCommand.ts';

const ARCHIVE = join(import.meta.dirname, '../../fixtures/shop/archives/logs/dt=2016-08-12/2016-08-12-02.tsv.gz');
/** A device that is always full; Linux has it. */
const FULL = '/dev/full';

const SENTENCE =
  'The output could not be written: the disk is full. Free some space, or write it elsewhere, and run the command again.';

describe('an output that cannot be written', function () {
  let folder: string;
  before(function () {
    if (!existsSync(FULL)) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'full-'));
    assert.equal(run(['ingest', ARCHIVE], '/dev/null').status, 0);
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  function run(words: string[], output: string): { status: number | null; err: string } {
    const out = openSync(output, 'w');
    const { status, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
      cwd: folder,
      env: { PATH: process.env['PATH'], STORE_URL: 'sqlite:store.db' },
      stdio: ['ignore', out, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(out);
    return { status, err: stderr };
  }

  for (const words of [
    ['parse', ARCHIVE],
    ['list', '--day', '2016-08-12'],
    ['list', '--json', '--day', '2016-08-12'],
    ['--help'],
  ]) {
    it(`${words[0]} ${words.length > 2 ? words[1] : ''}: one sentence, status 1`, () => {
      const { status, err } = run(words, FULL);
      assert.equal(err.trimEnd().split('\n').at(-1), SENTENCE);
      assert.doesNotMatch(err, /\n {4}at /);
      assert.equal(status, 1);
    });
  }
});
