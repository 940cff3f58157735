import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { serverProgram } from './hostFolder.ts';
import { freePort } from './freePort.ts';
import type { Profile } from './profile.ts';

const READY = /Web UI available|Extension host agent listening/;
const MOST_SECONDS = 60;

/** VS Code's server, which has the extensions run. */
export interface VsCodeServer {
  port: number;
  close: () => Promise<void>;
}

/**
 * Starts VS Code's server on a free port of the loopback. Without `trust`, folders are not trusted until somebody says so.
 * Throws, with what the server said, when it does not come up.
 */
export async function startVsCodeServer(
  profile: Profile,
  { trust, environment }: { trust: boolean; environment: Readonly<Record<string, string>> },
): Promise<VsCodeServer> {
  const port = await freePort();
  const options = {
    host: '127.0.0.1',
    port: String(port),
    'telemetry-level': 'off',
    'user-data-dir': profile.user,
    'server-data-dir': profile.server,
    'extensions-dir': profile.extensions,
  };
  const switches = ['without-connection-token', 'accept-server-license-terms', 'enable-smoke-test-driver'];
  const words = [
    ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    ...[...switches, ...(trust ? ['disable-workspace-trust'] : [])].map((name) => `--${name}`),
  ];
  const server = spawn(process.execPath, [serverProgram(), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    // A process group of its own, ended as a whole: an extension host can outlive its server.
    detached: true,
  });
  const kill = (): void => killGroup(server);
  process.once('exit', kill);
  try {
    await untilReady(server);
  } catch (error) {
    kill();
    throw error;
  }
  const close = async (): Promise<void> => {
    process.off('exit', kill);
    const exit = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined;
    kill();
    await exit;
  };
  return { port, close };
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = (what: string): void => reject(new Error(`VS Code's server ${what}:\n${said}`));
    const timer = setTimeout(() => {
      fail(`was not ready after ${MOST_SECONDS} s`);
    }, MOST_SECONDS * 1000);
    const read = (chunk: Buffer): void => {
      said += String(chunk);
      if (!READY.test(said)) return;
      clearTimeout(timer);
      resolve();
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('error', reject);
    server.once('exit', (status) => {
      clearTimeout(timer);
      fail(`ended with ${status}`);
    });
  });
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in it.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
