import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';

const MAIN = new URL('../../server/main.ts', import.meta.url).pathname;

/** A process that takes messages from a queue. */
export interface WorkerProcess {
  /** What it logged, a line each. */
  log: string[];
  pid: number;
  /** Sends a signal and gives the exit status; null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts `work`, or `serve` without the sample, and waits until it takes messages. `main`: the script, from the sources unless given. */
export async function startWorker(
  environment: Record<string, string>,
  { command = 'work', main = MAIN }: { command?: 'work' | 'serve'; main?: string } = {},
): Promise<WorkerProcess> {
  const words = command === 'work' ? ['work'] : ['serve', '--no-sample'];
  const child = spawn(process.execPath, [main, ...words], {
    // No rules and no settings of whoever runs the tests.
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], TIME_ZONE: 'UTC', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const log: string[] = [];
  const ready = new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      log.push(line);
      if (/taking archives from|is at http/.test(line)) resolve();
    });
  });
  const early = await Promise.race([ready, ended]);
  if (early) throw new Error(`${command} ended with status ${early[0]} before it took anything:\n${log.join('\n')}`);
  return {
    log,
    pid: child.pid ?? 0,
    async end(signal) {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
