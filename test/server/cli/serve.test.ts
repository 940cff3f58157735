import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { MAIN, runCommand } from './runCommand.ts';

describe('serve', () => {
  let folder: string;
  let server: ChildProcess | undefined;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'serve-'))));
  afterEach(() => {
    server?.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  async function start(...options: string[]): Promise<{ process: ChildProcess; address: string }> {
    const child = spawn(process.execPath, [MAIN, 'serve', ...options], {
      cwd: folder,
      env: { PATH: process.env['PATH'], PORT: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    server = child;
    for await (const line of createInterface({ input: child.stdout })) {
      const address = /Assertion Context is at (http:\/\/[\d.:]+)/.exec(line)?.[1];
      if (address !== undefined) return { process: child, address };
    }
    throw new Error('serve ended before it listened');
  }

  it('shows the sample, says so where a second one would listen, and ends well at Ctrl-C', async () => {
    const { process: child, address } = await start();
    assert.match(await (await fetch(address)).text(), /AssertionError/);

    const second = await runCommand(['serve', '--no-sample'], { folder, environment: { PORT: new URL(address).port } });
    assert.match(second.err, /^Port \d+ of 127\.0\.0\.1 is in use: .*\n$/m);
    assert.equal(second.status, 1);

    const ended = once(child, 'exit');
    child.stdout?.resume();
    child.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
  });

  it('leaves an empty store empty when told so', async () => {
    const { address } = await start('--no-sample');
    const { total } = (await (await fetch(`${address}/api/groups`)).json()) as { total: number };
    assert.equal(total, 0);
  });
});
