import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The command’s source. */
export const MAIN = join(import.meta.dirname, '..', '..', '..', 'server', 'main.ts');

/** What a command left behind. */
export interface Ended {
  status: number | null;
  out: string;
  err: string;
}

/** How a command is run. */
export interface Surroundings {
  /** The settings; nothing else of the environment is handed on but PATH. */
  environment?: Record<string, string>;
  /** Its working directory, where `.env` and the rules file are looked for. */
  folder?: string;
  input?: string | Uint8Array;
}

/** Runs `assertion-context` from the sources, as a process of its own, to its end. */
export function runCommand(
  words: readonly string[],
  { environment = {}, folder, input = '' }: Surroundings = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...words], {
      cwd: folder,
      env: { PATH: process.env['PATH'], TZ: 'UTC', ...environment },
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, out, err }));
    // A command that has read enough closes its end; that is its right.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
