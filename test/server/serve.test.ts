import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { inFolder } from './ingest/takenIn.ts';

const MAIN = new URL('../../server/main.ts', import.meta.url).pathname;

interface Running {
  address: string;
  log: string[];
  /** Sends a signal and gives the exit status. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

describe('serve', () => {
  it('takes the sample into an empty store, says so, answers, and ends with status 0 when it is told to', async () => {
    await inFolder(async (folder) => {
      const server = await start(folder);
      assert.ok(server.log.some((line) => line.includes('took in the sample data set, 307 tracebacks')));
      const page = await fetch(server.address);
      assert.equal(page.status, 200);
      assert.match(await page.text(), /AssertionError/);
      assert.equal((await fetch(new URL('readyz', server.address))).status, 200);
      assert.equal(await server.end('SIGTERM'), 0);
    });
  });

  it('takes the sample in once, and not at all with --no-sample', async () => {
    await inFolder(async (folder) => {
      const empty = await start(folder, ['--no-sample']);
      const { groups } = (await (await fetch(new URL('api/groups', empty.address))).json()) as { groups: unknown[] };
      assert.deepEqual(groups, []);
      await empty.end('SIGINT');
      const first = await start(folder);
      await first.end('SIGINT');
      const second = await start(folder);
      assert.ok(!second.log.some((line) => line.includes('sample')));
      await second.end('SIGINT');
    });
  });

  it('says in one sentence that its port is in use', async () => {
    await inFolder(async (folder) => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as { port: number };
      const { status, said } = await run(folder, { PORT: String(port) });
      other.close();
      assert.equal(status, 1);
      assert.equal(said, `Port ${port} of 127.0.0.1 is in use: end what uses it, or set PORT to another.\n`);
    });
  });

  it('lists everything that is wrong with its settings at once, with status 2', async () => {
    await inFolder(async (folder) => {
      const { status, said } = await run(folder, { PORT: 'x', TIME_ZONE: 'Mars/Olympus', STORE_URL: 'mongodb://x' });
      assert.equal(status, 2);
      for (const name of ['PORT', 'TIME_ZONE', 'STORE_URL']) assert.match(said, new RegExp(`^${name}: `, 'm'));
    });
  });
});

function environment(folder: string): NodeJS.ProcessEnv {
  return { ...process.env, STORE_URL: `sqlite:${join(folder, 'tracebacks.db')}`, PORT: '0', TIME_ZONE: 'UTC' };
}

async function start(folder: string, words: readonly string[] = []): Promise<Running> {
  const child = spawn(process.execPath, [MAIN, 'serve', ...words], {
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const log: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    log.push(line);
    const address = /is at (http:\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    child.stdout.resume();
    return {
      address,
      log,
      end: async (signal) => {
        const ended = once(child, 'exit') as Promise<[number | null]>;
        child.kill(signal);
        return (await ended)[0];
      },
    };
  }
  throw new Error(`serve ended before it listened:\n${log.join('\n')}`);
}

async function run(folder: string, settings: NodeJS.ProcessEnv): Promise<{ status: number | null; said: string }> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--no-sample'], {
    env: { ...environment(folder), ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, said: said.replace(/^\(node:.*\n.*\n/m, '') };
}
