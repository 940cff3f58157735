import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A node behind a proxy that asks for API keys, as a cluster with security does, and lets its reader only read. */
export interface GuardedNode {
  address: string;
  /** What else than reading was asked for. */
  refused: string[];
  /** Nothing answers there any more. May be called again. */
  close(): Promise<void>;
}

/** Requests that reading and looking at an index's mapping and settings are made of. */
const READS = /^(?:GET|HEAD) |^POST \/(?:[^/]+\/)?(?:_search|_msearch|_mget)(?:\?|$)/;

/** `reader`: the API key (Base64) of somebody who may read; any other one is not known. */
export async function guardedNode(node: string, reader: string): Promise<GuardedNode> {
  const refused: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request;
    const body = await buffer(request);
    const asked = `${method} ${url}`;
    if (headers.authorization !== `ApiKey ${reader}`) return refuse(response, 401);
    if (url === '/_security/user/_has_privileges') return say(response, 200, JSON.stringify(privileges(body)));
    if (!READS.test(asked)) {
      refused.push(asked);
      return refuse(response, 403);
    }
    const { status, text } = await forward(new URL(url, node), method, headers['content-type'], body);
    say(response, status, text);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused,
    async close() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function forward(
  url: URL,
  method: string,
  type: string | undefined,
  body: Buffer,
): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': type ?? 'application/json' },
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** The answer to a question for privileges. */
function privileges(question: Buffer): object {
  const { index } = JSON.parse(String(question)) as { index: { names: string[]; privileges: string[] }[] };
  const granted = ['read', 'view_index_metadata'];
  const of = (asked: string[]): object => Object.fromEntries(asked.map((name) => [name, granted.includes(name)]));
  return {
    username: 'ada',
    has_all_requested: false,
    cluster: {},
    index: Object.fromEntries(index.flatMap(({ names, privileges: asked }) => names.map((name) => [name, of(asked)]))),
  };
}

function refuse(response: ServerResponse, status: 401 | 403): void {
  const error = { type: 'security_exception', reason: status === 401 ? 'unable to authenticate' : 'unauthorized' };
  say(response, status, JSON.stringify({ error, status }));
}

function say(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' }).end(body);
}
