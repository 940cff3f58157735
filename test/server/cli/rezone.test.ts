import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SAMPLE } from '../../fixtures/sample.ts';
import { inFolder } from '../ingest/takenIn.ts';
import { MAIN, runCommand, type Ended } from './runCommand.ts';

const HOUR = join(SAMPLE, 'dt=2016-08-12/2016-08-12-03.tsv.gz');

describe('rezone', function () {
  this.timeout(60_000);

  it('counts the days of a store in another zone, unless somebody has it open', () =>
    inFolder(async (folder) => {
      const environment = { STORE_URL: 'sqlite:store.db', TIME_ZONE: 'UTC', PORT: '0' };
      const run = (...words: string[]): Promise<Ended> => runCommand(words, { folder, environment });
      await run('ingest', HOUR);

      const server = spawn(process.execPath, [MAIN, 'serve', '--no-sample'], {
        cwd: folder,
        env: { PATH: process.env['PATH'], ...environment },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      for await (const line of createInterface({ input: server.stdout })) if (line.includes('is at')) break;
      const refused = await run('rezone', 'America/Los_Angeles');
      assert.deepEqual([refused.status, refused.out], [1, '']);
      assert.match(refused.err, /^Another process has store\.db open, .* End it first\.\n$/);
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;

      const { status, out } = await run('rezone', 'America/Los_Angeles');
      assert.match(
        out,
        /^The days of store\.db are those of America\/Los_Angeles now, they were those of UTC: \d+ tracebacks counted\.\n$/,
      );
      assert.equal(status, 0);
      // Three in the morning of the 12th is the evening of the 11th there.
      assert.match((await run('list')).err, /2016-08-11 is the newest day that has any/);
    }));

  for (const [what, words, environment, status, sentence] of [
    ['a zone that is none', ['rezone', 'Mars/Olympus'], {}, 2, /“Mars\/Olympus” is no time zone/],
    [
      'a store that is not there',
      ['rezone', 'UTC'],
      { STORE_URL: 'sqlite:nowhere.db' },
      1,
      /There is no store at nowhere\.db yet/,
    ],
    [
      'Elasticsearch',
      ['rezone', 'UTC'],
      { STORE_URL: 'https://127.0.0.1:1' },
      1,
      /rezone counts a store in SQLite only/,
    ],
  ] as const) {
    it(`says in a sentence what it cannot do: ${what}`, () =>
      inFolder(async (folder) => {
        const ended = await runCommand(words, { folder, environment });
        assert.match(ended.err, sentence);
        assert.deepEqual([ended.status, ended.out], [status, '']);
      }));
  }
});
