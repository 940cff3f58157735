import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { clusterConnection } from '../../src/connection/clusterConnection.ts';
import type { Connection } from '../../src/connection/connection.ts';
import * as reader from '../../src/connection/readCluster.ts';
import { CursorError, StoreError, type StoreTrouble } from '../../src/stores/store.ts';
import { secureServer } from '../support/elasticsearchSecure.ts';
import { deadAddress, httpServer, type UpServer } from '../stores/badServers.ts';

const KEY = 'dWx0cmE6c2VjcmV0LXNlY3JldA==';

function connectionTo(
  clusterAddress: string,
  { key, certificateFile = '' }: { key?: string; certificateFile?: string } = {},
): Connection {
  const settings = { kind: 'elasticsearch', companionAddress: '', indexPrefix: 'assertion-context' } as const;
  return clusterConnection(
    { ...settings, clusterAddress, certificateFile },
    async () => key,
    () => reader,
  );
}

function saying(status: number, body: unknown, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
}

const refused = { type: 'security_exception', reason: 'no' };

describe('a connection to Elasticsearch', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  async function serving(answer: RequestListener): Promise<UpServer> {
    const server = await httpServer(answer);
    open.push(server);
    return server;
  }

  it('asks and loads nothing before it is asked', async () => {
    let loads = 0;
    const server = await serving(saying(401, { error: refused }));
    const settings = { kind: 'elasticsearch', companionAddress: '', indexPrefix: 'a', certificateFile: '' } as const;
    const connection = clusterConnection(
      { ...settings, clusterAddress: server.address.href },
      async () => KEY,
      () => (loads++, reader),
    );
    assert.deepEqual([loads, server.tokens], [0, []]);
    assert.throws(() => connection.store.timeZone, /has not answered yet/);
    await assert.rejects(connection.store.status(), /does not accept the API key/);
    assert.deepEqual(new Set(server.tokens), new Set([`ApiKey ${KEY}`]));
    assert.ok(loads > 0);
    connection.dispose();
    await assert.rejects(connection.store.status(), /was closed/);
  });

  /** What answers, whether a key is kept, and what is told. */
  const troubles: [string, RequestListener, string | undefined, StoreTrouble, RegExp][] = [
    [
      'needs a key',
      saying(401, { error: refused }),
      undefined,
      'no-access',
      /needs an API key\. Set one with .*Set Access Token/,
    ],
    [
      'knows another key',
      saying(401, { error: refused }),
      KEY,
      'no-access',
      /does not accept the API key kept for it\. Set another/,
    ],
    [
      'gives the key no right',
      saying(403, { error: refused, status: 403 }),
      KEY,
      'no-access',
      /may not read the indices assertion-context-\* at .*view_index_metadata/,
    ],
    [
      'is a page',
      saying(200, '<h1>Hello</h1>', { 'content-type': 'text/html', 'x-elastic-product': '' }),
      KEY,
      'not-a-store',
      /is not Elasticsearch\. Check the address\. The settings are assertionContext\.elasticsearch\.address/,
    ],
    ['is old', saying(200, { version: { number: '8.18.4' } }), KEY, 'older', /is version 8\.18\.4\. Needed is 8\.19/],
    ['breaks off', (_request, response) => void response.destroy(), KEY, 'unreachable', /broke off\. Try again/],
  ];
  for (const [what, answer, key, reason, sentence] of troubles)
    it(`says that it ${what}`, async () => {
      const server = await serving(answer);
      const connection = connectionTo(server.address.href, key === undefined ? {} : { key });
      await assert.rejects(connection.store.status(), (error: unknown) => {
        assert.ok(error instanceof StoreError, String(error));
        assert.equal(error.reason, reason);
        assert.match(error.message, sentence);
        assert.ok(!error.message.includes(KEY));
        return true;
      });
      connection.dispose();
    });

  it('says that nothing is there, that it speaks no https, and that its name is not known', async () => {
    const plain = await serving(saying(200, {}));
    const addresses: [string, RegExp][] = [
      [
        (await deadAddress()).origin,
        /Nothing answers at .*Start it, or change the setting assertionContext\.elasticsearch\.address/,
      ],
      [`https://${plain.address.host}`, /does not speak https\. Perhaps its address is http:/],
      ['http://search.invalid:9200', /The name search\.invalid of Elasticsearch is not known here/],
    ];
    for (const [address, sentence] of addresses) {
      const connection = connectionTo(address, { key: KEY });
      await assert.rejects(connection.store.status(), sentence);
      connection.dispose();
    }
  });

  it('sends its key to no certificate that is not trusted, and trusts the one of the file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
    open.push({ close: () => rm(folder, { recursive: true }) });
    const tokens: unknown[] = [];
    const secure = await secureServer((request, response) => {
      tokens.push(request.headers.authorization);
      saying(200, { version: { number: '8.18.0' } })(request, response);
    });
    open.push(secure);
    const status = async (certificateFile: string): Promise<unknown> => {
      const connection = connectionTo(secure.address, { key: KEY, certificateFile });
      try {
        return await connection.store.status();
      } finally {
        connection.dispose();
      }
    };
    await assert.rejects(status(''), /is not trusted here, so nothing was sent\. .*elasticsearch\.certificateFile/);
    await assert.rejects(status(join(folder, 'none.pem')), /none\.pem of the setting .* cannot be read: ENOENT/);
    await writeFile(join(folder, 'text.pem'), 'Hello');
    await assert.rejects(status(join(folder, 'text.pem')), /has no certificate in it\. Name a PEM file/);
    assert.deepEqual(tokens, []);
    await writeFile(join(folder, 'own.pem'), secure.certificate);
    await assert.rejects(status(join(folder, 'own.pem')), /is version 8\.18\.0/);
    assert.deepEqual(tokens, [`ApiKey ${KEY}`]);
  });

  it('trusts what the operating system trusts', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'certificates-'));
    open.push({ close: () => rm(folder, { recursive: true }) });
    const secure = await secureServer(saying(200, { version: { number: '8.18.0' } }));
    open.push(secure);
    const file = join(folder, 'system.pem');
    await writeFile(file, secure.certificate);
    const module = new URL('../../src/connection/readCluster.ts', import.meta.url).href;
    const access = `{ address: new URL('${secure.address}'), prefix: 'a', certificateFile: '' }`;
    const asks = `const { openCluster } = await import('${module}'); openCluster(${access}).catch(({ message }) => console.log(message));`;
    // OpenSSL's own way to say what a system trusts; it is read once a process.
    const env = { ...process.env, SSL_CERT_FILE: file };
    const words = [...process.execArgv, '--input-type=module', '--eval', asks];
    const { stdout } = await promisify(execFile)(process.execPath, words, { env });
    assert.match(stdout, /is version 8\.18\.0/);
  });

  it('tries again with the next call after it could not be opened', async () => {
    let answer: RequestListener = saying(503, { error: { type: 'busy', reason: 'starting' } });
    const server = await serving((request, response) => answer(request, response));
    const connection = connectionTo(server.address.href);
    await assert.rejects(connection.store.status(), /too much to do/);
    answer = saying(200, { version: { number: '8.0.0' } });
    await assert.rejects(connection.store.status(), /is version 8\.0\.0/);
    connection.dispose();
  });

  it('hides and resolves nothing, and says where that is done', async () => {
    const { store, readOnly } = connectionTo('http://127.0.0.1:9');
    assert.equal(readOnly, true);
    const changes = [
      store.hide('1-a', { at: 0 }),
      store.unhide('1-a'),
      store.resolve('1-a', { at: 0 }),
      store.reopen('1-a'),
      store.restoreAll(),
    ];
    for (const change of changes) await assert.rejects(change, /only read from here.*companion server/);
  });

  it('keeps the classes of errors that callers tell apart', () => {
    const access = { address: new URL('http://127.0.0.1:9'), prefix: 'a', certificateFile: '' };
    assert.equal(reader.clusterTrouble(new CursorError('This list has changed.'), access).name, 'CursorError');
  });
});
