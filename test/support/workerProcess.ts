import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';

const MAIN = new URL('../../server/main.ts', import.meta.url).pathname;

/** An `assertion-context work` of its own. */
export interface WorkerProcess {
  /** What it logged, a line each. */
  log: string[];
  /** Sends a signal and gives the exit status; null when the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts a worker and waits until it takes messages. */
export async function startWorker(environment: Record<string, string>): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [MAIN, 'work'], {
    // No rules and no settings of whoever runs the tests.
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], TIME_ZONE: 'UTC', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const log: string[] = [];
  const ready = new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      log.push(line);
      if (line.includes('taking archives from')) resolve();
    });
  });
  const early = await Promise.race([ready, ended]);
  if (early) throw new Error(`work ended with status ${early[0]} before it took anything:\n${log.join('\n')}`);
  return {
    log,
    async end(signal) {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
