import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand, type Ended } from './runCommand.ts';

describe('tokens by the command line', function () {
  this.timeout(90_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'tokens-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const token = (...words: string[]): Promise<Ended> =>
    runCommand(['token', ...words], { folder, environment: { STORE_URL: 'sqlite:store.db', TIME_ZONE: 'UTC' } });

  it('are made, listed without what lets in, and revoked', async () => {
    const made = await token('create', 'lambda', '--scope', 'ingest', '--days', '30');
    assert.match(made.out, /^act_[\da-f]{16}_[\w-]{43}\n$/);
    assert.match(made.err, /shown this once.*\n.*where people sign in or API_TOKENS is set; here neither is\.\n$/);
    assert.equal((await token('create', 'lambda', '--scope', 'read')).status, 0);

    const listed = await token('list');
    assert.match(
      listed.out,
      /^[\da-f]{16} {2}read {4}lambda {2}made .*, never used\n[\da-f]{16} {2}ingest {2}lambda .*, expires /,
    );
    assert.ok(!listed.out.includes(made.out.slice(21, -1)));
    const [newest = '', oldest = ''] = (await token('list', '--json')).out.split('\n');
    const { id, scope, expires_at } = JSON.parse(oldest) as Record<string, string>;
    assert.deepEqual([scope, expires_at?.slice(0, 2)], ['ingest', '20']);

    const unclear = await token('revoke', 'lambda');
    assert.equal(unclear.status, 1);
    assert.match(unclear.err, /^2 tokens are called lambda\. Name one by its id/);
    assert.equal((await token('revoke', id ?? '')).status, 0);
    assert.equal((await token('revoke', 'lambda')).status, 0);
    assert.equal((await token('revoke', (JSON.parse(newest) as { id: string }).id)).status, 1);
    assert.equal((await token('list', '--json')).out, '');
  });

  for (const [words, sentence] of [
    [['create', 'x'], /^Required option '--scope <scope>' not specified\n$/],
    [['create', 'x', '--scope', 'all'], /Allowed choices are ingest, read, write/],
    [['create', '<x>', '--scope', 'read'], /^“<x>” is no name for a token/],
    [['create', '--scope', 'read'], /^Missing required argument 'name'\n$/],
    [['revoke'], /^Missing required argument 'token'\n$/],
  ] as const)
    it(`misused, as ${words.join(' ')}, say what is wrong`, async () => {
      const { status, out, err } = await token(...words);
      assert.match(err, sentence);
      assert.deepEqual({ status, out }, { status: 2, out: '' });
    });
});
