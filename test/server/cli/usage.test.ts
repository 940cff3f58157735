import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SETTINGS } from '../../../server/settingsTable.ts';
import { runCommand } from './runCommand.ts';

const WRONG: [words: string[], sentence: RegExp][] = [
  [['brew'], /^Unknown command 'brew'\n$/],
  [['parse'], /^Missing required argument 'file'\n$/],
  [['parse', '--context', 'all', 'x.tsv'], /whole number/],
  [['ingest'], /^Missing required argument 'files'\n$/],
  [['list', '--filter', 'open'], /Allowed choices are all, new, regressed, resolved, hidden/],
  [['list', '--search', '"cut'], /^--search: .*quotation mark.*\n$/],
  [['list', '--colour'], /^Unknown option '--colour'\n$/],
];

const WRONG_SETTINGS: [environment: Record<string, string>, sentences: RegExp][] = [
  [
    { STORE_URL: 'mysql://x', TIME_ZONE: 'Mars/Olympus' },
    /^STORE_URL: .*\nTIME_ZONE: .*\nAll settings .*serve --help\n$/,
  ],
  [{ RULES_FILE: 'missing.json' }, /^RULES_FILE: could not read missing\.json: there is no such file\.\n/],
];

describe('the command line, misused', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'command-'))));
  after(() => rmSync(folder, { recursive: true }));

  for (const [words, sentence] of WRONG) {
    it(`says what is wrong with ${words.join(' ')}`, async () => {
      const { status, out, err } = await runCommand(words, { folder });
      assert.match(err, sentence);
      assert.deepEqual({ status, out }, { status: 2, out: '' });
    });
  }

  for (const [environment, sentences] of WRONG_SETTINGS) {
    it(`lists every problem of ${Object.keys(environment).join(' and ')}`, async () => {
      const { status, out, err } = await runCommand(['list'], { folder, environment });
      assert.match(err, sentences);
      assert.deepEqual({ status, out }, { status: 2, out: '' });
    });
  }

  it('says how to begin when there is no store', async () => {
    const { status, err } = await runCommand(['list'], { folder });
    assert.match(err, /^There is no store at \.\/data\/tracebacks\.db yet\. .*assertion-context ingest FILE/);
    assert.equal(status, 1);
  });
});

describe('the command line, asked', () => {
  it('lists its commands', async () => {
    const { status, out } = await runCommand(['--help']);
    const commands = [...out.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    assert.equal(commands.join(' '), 'parse ingest backfill serve work list show token copy rezone doctor');
    assert.equal(status, 0);
  });

  it('lists every setting with its default', async () => {
    const { status, out } = await runCommand(['serve', '--help']);
    assert.deepEqual(
      SETTINGS.filter(({ name }) => !out.includes(`\n  ${name}`)),
      [],
    );
    assert.match(out, /PORT \(default: 7007\)/);
    assert.equal(status, 0);
  });
});
