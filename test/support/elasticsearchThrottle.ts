import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A node behind a proxy that has no room (429) for some items of bulks. */
export interface Throttle {
  address: string;
  /** Decides for the n-th item that came, counted from 0; those refused do not reach the node. */
  refuse: (n: number) => boolean;
  /** How many were refused. */
  refused: number;
  close(): Promise<void>;
}

export async function throttledNode(node: string): Promise<Throttle> {
  let items = 0;
  const server = createServer((request, response) => {
    pass(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = request;
    const body = await text(request);
    const forward = async (sent: string): Promise<Response> =>
      await fetch(new URL(url, node), {
        method,
        headers: { 'content-type': headers['content-type'] ?? 'application/json' },
        ...(sent !== '' && { body: sent }),
      });
    if (!/^\/_bulk(\?|$)/.test(url)) {
      const answer = await forward(body);
      send(response, answer.status, await answer.text());
      return;
    }
    const operations = operationsOf(body).map((lines) => ({ lines, refused: throttle.refuse(items++) }));
    const passed = operations.filter(({ refused }) => !refused);
    const sent = passed.map(({ lines }) => `${lines.join('\n')}\n`).join('');
    const answered = passed.length > 0 ? ((await (await forward(sent)).json()) as { items: object[] }).items : [];
    throttle.refused += operations.length - passed.length;
    const all = operations.map(({ lines, refused }) => (refused ? noRoom(lines[0] ?? '') : answered.shift()));
    send(response, 200, JSON.stringify({ errors: true, items: all }));
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const throttle: Throttle = {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse: () => false,
    refused: 0,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return throttle;
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' }).end(body);
}

/** The lines of each operation: an action, and a document unless it deletes. */
function operationsOf(body: string): string[][] {
  const lines = body.trimEnd().split('\n');
  const operations: string[][] = [];
  while (lines.length > 0) operations.push(lines.splice(0, lines[0]?.startsWith('{"delete"') ? 1 : 2));
  return operations;
}

function noRoom(action: string): object {
  const name = Object.keys(JSON.parse(action) as object)[0] ?? '';
  const error = { type: 'es_rejected_execution_exception', reason: 'rejected execution of coordinating operation' };
  return { [name]: { status: 429, error } };
}
