import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Server as SocketServer,
  type Socket,
} from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server that is up, with its address; closing it ends its connections too. */
export interface UpServer {
  address: URL;
  /** Authorization headers that came, in order. */
  tokens: (string | undefined)[];
  close(): Promise<void>;
}

/** An HTTP server that answers as told. */
export async function httpServer(answer: RequestListener): Promise<UpServer> {
  return up(answer, (listener) => createServer(listener), 'http:');
}

/** An HTTPS server with a certificate that nobody signed but itself. */
export async function selfSignedServer(answer: RequestListener): Promise<UpServer> {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const words = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout ${key} -out ${cert}`;
  execFileSync('openssl', words.split(' '), { stdio: 'ignore' });
  const pair = { key: readFileSync(key), cert: readFileSync(cert) };
  rmSync(folder, { recursive: true });
  return up(answer, (listener) => createSecureServer(pair, listener), 'https:');
}

/** Takes connections and never says a word. */
export async function silentServer(): Promise<UpServer> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => sockets.add(socket));
  await listening(server);
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  return { address: addressOf(server, 'http:'), tokens: [], close };
}

/** An address where nothing listens. */
export async function deadAddress(): Promise<URL> {
  const server = await silentServer();
  await server.close();
  return server.address;
}

async function up(
  answer: RequestListener,
  create: (listener: RequestListener) => Server,
  protocol: string,
): Promise<UpServer> {
  const tokens: (string | undefined)[] = [];
  const server = create((request, response) => {
    tokens.push(request.headers.authorization);
    answer(request, response);
  });
  await listening(server);
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { address: addressOf(server, protocol), tokens, close };
}

async function listening(server: SocketServer): Promise<void> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}

function addressOf(server: SocketServer, protocol: string): URL {
  return new URL(`${protocol}//127.0.0.1:${(server.address() as AddressInfo).port}`);
}
