import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerJira } from './jira/answerJira.ts';
import { type JiraOptions, JiraSite } from './jira/jiraSite.ts';

/** What happens to the next request that writes: its answer is lost after the work, or it gets another answer and is not done. */
export type Trouble =
  | { kind: 'cut' }
  | { kind: 'refuse'; status: number; headers?: Record<string, string>; body?: unknown };

/** A Jira Cloud site of our own, as strict as Jira about what it is sent. Closing it leaves no connection. */
export class JiraServer {
  readonly site: JiraSite;
  /** For the requests to come, one after the other. */
  readonly troubles: Trouble[] = [];
  /** Method and path of each request, without the query. */
  readonly requests: string[] = [];
  readonly #cuts: string[] = [];
  readonly #server: Server;

  private constructor(site: JiraSite) {
    this.site = site;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async open(options: JiraOptions): Promise<JiraServer> {
    const jira = new JiraServer(new JiraSite(options));
    jira.#server.listen(0, '127.0.0.1');
    await once(jira.#server, 'listening');
    return jira;
  }

  get address(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`);
  }

  /** The next request of this method and path is carried out, and its answer lost. */
  cutNext(request: string): void {
    this.#cuts.push(request);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    if (this.#server.listening) await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://jira.invalid');
    this.requests.push(`${request.method} ${url.pathname}`);
    const isRest = url.pathname.includes('/rest/') && !url.pathname.endsWith('/myself');
    const trouble = isRest ? this.troubles.shift() : undefined;
    if (trouble?.kind === 'refuse') {
      send(response, trouble.status, trouble.body ?? { errorMessages: [] }, trouble.headers);
      return;
    }
    const text = Buffer.concat(chunks).toString();
    const { status, body, headers } = answerJira(this.site, {
      method: request.method ?? 'GET',
      url,
      authorization: request.headers.authorization,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    });
    const cut = this.#cuts.indexOf(`${request.method} ${url.pathname}`);
    if (cut >= 0) this.#cuts.splice(cut, 1);
    if (trouble?.kind === 'cut' || cut >= 0) request.socket.destroy();
    else send(response, status, body, headers);
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  if (body === undefined) response.writeHead(status, headers).end();
  else
    response
      .writeHead(status, { 'content-type': 'application/json;charset=UTF-8', ...headers })
      .end(JSON.stringify(body));
}
