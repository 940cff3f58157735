import { createServer } from 'node:net';
import type { Check } from './check.ts';

/** Whether `serve` could listen, or who does already. */
export async function addressCheck(host: string, port: number): Promise<Check> {
  const name = 'Address';
  const shown = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const refused = await tryToListen(host, port);
  if (refused === undefined) return { name, state: 'ok', says: `${shown} is free` };
  if (refused !== 'EADDRINUSE') {
    return {
      name,
      state: 'wrong',
      says: `${shown} cannot be listened on (${refused})`,
      advice: 'Set HOST to an address of this machine, PORT to 1024 or above.',
    };
  }
  if (await isOurs(shown)) return { name, state: 'ok', says: `a server answers on http://${shown}/` };
  return { name, state: 'wrong', says: `another program listens on ${shown}`, advice: 'Set PORT to another one.' };
}

/** The error's code; undefined when it worked. */
function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
}

async function isOurs(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://${address}/healthz`, { signal: AbortSignal.timeout(2000) });
    return answer.ok;
  } catch {
    return false;
  }
}
