import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';

import { closeApp } from '../../server/closeApp.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import type { GroupPage, GroupQuery } from '../../src/stores/store.ts';
import { openApp, sampleStore } from './openApp.ts';

/** A store whose list of groups waits until it is let go. */
class WaitingStore extends MemoryStore {
  readonly asked = Promise.withResolvers<void>();
  readonly letGo = Promise.withResolvers<void>();

  constructor() {
    super({ timeZone: 'UTC', rules: NO_RULES });
  }

  override async groups(query: GroupQuery, now: number): Promise<GroupPage> {
    this.asked.resolve();
    await this.letGo.promise;
    return super.groups(query, now);
  }
}

describe('listening', () => {
  let app: FastifyInstance;
  let port: number;

  async function listen(store: MemoryStore = new WaitingStore()): Promise<void> {
    app = await openApp(store);
    await app.listen({ host: '127.0.0.1', port: 0 });
    ({ port } = app.server.address() as { port: number });
  }
  afterEach(() => app.close());

  async function dial(): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return socket;
  }

  it('an end lets the answer under way be finished, and nobody else in', async () => {
    const store = new WaitingStore();
    await listen(store);
    const answer = fetch(`http://127.0.0.1:${port}/api/groups`);
    await store.asked.promise;
    const closed = closeApp(app);
    store.letGo.resolve();
    assert.equal((await answer).status, 200);
    await closed;
    await assert.rejects(fetch(`http://127.0.0.1:${port}/healthz`));
  });

  it('an end closes connections that wait for nothing', async () => {
    await listen();
    const agent = new Agent({ keepAlive: true });
    const [answer] = (await once(get({ agent, port, path: '/healthz' }), 'response')) as [IncomingMessage];
    const { socket } = answer;
    await text(answer);
    const ended = once(socket, 'close');
    await closeApp(app);
    await ended;
    agent.destroy();
  });

  it('an end does not wait for ever for whoever does not finish asking', async () => {
    await listen();
    const socket = await dial();
    socket.write('POST /api/restore_all HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n');
    socket.write('Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
    // However it is cut off.
    socket.on('error', () => undefined);
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    await closeApp(app, 1);
    await ended;
  });

  for (const [name, head] of [
    ['said to be', 'Content-Length: 100000\r\n\r\n'],
    ['that turns out', 'Transfer-Encoding: chunked\r\n\r\n'],
  ] as const)
    it(`a body ${name} too large is refused with 413`, async () => {
      await listen();
      const socket = await dial();
      socket.on('error', () => undefined);
      socket.write('POST /api/restore_all HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n');
      socket.write(`Content-Type: application/json\r\nConnection: close\r\n${head}`);
      if (head.startsWith('Transfer')) socket.write(`${(70_000).toString(16)}\r\n${' '.repeat(70_000)}\r\n`);
      const said = await text(socket);
      assert.match(said, /^HTTP\/1\.1 413 /);
      assert.match(said, /The body is too large: at most 64 KiB\./);
      assert.match(said, /content-security-policy: /i);
    });

  it('a long list arrives whole', async () => {
    await listen((await sampleStore()) as MemoryStore);
    const answer = await fetch(`http://127.0.0.1:${port}/api/tracebacks?limit=200`);
    const body = await answer.text();
    assert.equal(Buffer.byteLength(body), Number(answer.headers.get('content-length')));
    assert.equal((JSON.parse(body) as { tracebacks: unknown[] }).tracebacks.length, 200);
  });
});
