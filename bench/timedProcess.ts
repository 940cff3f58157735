import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program with its arguments, run as a whole process; its stdout goes to /dev/null. */
export interface Command {
  program: string;
  words: readonly string[];
  environment?: Readonly<Record<string, string>>;
}

/** The command line as it is shipped. */
export const MAIN = new URL('../dist/server/main.js', import.meta.url).pathname;

/** This project's command line as it is shipped, on the Node that runs the benchmark. */
export function assertionContext(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Command {
  return { program: process.execPath, words: [MAIN, ...words], environment };
}

/** Seconds from the start of the process to its end. Throws when it fails. */
export async function seconds(command: Command): Promise<number> {
  const start = performance.now();
  await end(command);
  return (performance.now() - start) / 1000;
}

/** Peak resident memory of a Node process in MB (10^6 bytes), all its threads included. */
export async function peakMemory(command: Command): Promise<number> {
  const report = join(tmpdir(), `assertion-context-peak-${process.pid}`);
  const words = ['--import', new URL('./reportPeak.mjs', import.meta.url).href, ...command.words];
  await end({ ...command, words, environment: { ...command.environment, PEAK_REPORT: report } });
  const kibibytes = Number(await readFile(report, 'utf8'));
  await rm(report);
  return (kibibytes * 1024) / 1e6;
}

function end({ program, words, environment }: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      // Where no settings lie: the checkout's rules file is for the sample.
      cwd: tmpdir(),
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...environment },
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2000);
    });
    child.once('error', reject);
    child.once('close', (status, signal) => {
      if (status === 0) resolve();
      else reject(new Error(`${program} ${words.join(' ')} ended with ${signal ?? status}: ${said}`));
    });
  });
}
