import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What came to the receiver. */
export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A real server that takes messages. `answer` gives the status (and where a redirect leads); `drop` closes the connection without an answer. */
export class Receiver {
  readonly received: Received[] = [];
  answer: { status: number; location?: string } | 'drop' = { status: 200 };
  readonly #server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      this.received.push({ path: request.url ?? '', headers: request.headers, body });
      if (this.answer === 'drop') return request.socket.destroy();
      const { status, location } = this.answer;
      return response.writeHead(status, location === undefined ? {} : { location }).end();
    });
  });

  async open(): Promise<void> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${this.port}/hook`);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
