import assert from 'node:assert/strict';
import { apiKeyTrouble, tokenTrouble } from '../../src/connection/accessTokens.ts';
import { addressWarning, configuredConnection } from '../../src/connection/configuredConnection.ts';
import type { ConnectionSettings } from '../../src/connection/connectionSettings.ts';
import { ALL_DAYS } from '../../src/core/groups/day.ts';
import { StoreError } from '../../src/stores/store.ts';
import { httpServer } from '../stores/badServers.ts';
import { listeningServer } from '../stores/companionServer.ts';
import { sampleStore } from '../server/openApp.ts';

const noToken = async (): Promise<undefined> => undefined;

/** Nothing of a cluster is loaded where none is read. */
function notLoaded(): never {
  throw new Error('Elasticsearch’s client was loaded.');
}

const NONE = companionAt('http://localhost:7007', 'none');

function companionAt(companionAddress: string, kind: ConnectionSettings['kind'] = 'companion'): ConnectionSettings {
  return { kind, companionAddress, clusterAddress: '', indexPrefix: '', certificateFile: '' };
}

function clusterAt(clusterAddress: string, indexPrefix = 'assertion-context'): ConnectionSettings {
  return { ...companionAt('', 'elasticsearch'), clusterAddress, indexPrefix };
}

describe('the connection that settings choose', () => {
  it('is none unless one was chosen', () => {
    assert.equal(configuredConnection(NONE, noToken, notLoaded), undefined);
  });

  it('reads the companion server, with more lines and its site', async () => {
    const inner = await sampleStore();
    const server = await listeningServer(inner);
    const connection = configuredConnection(companionAt(server.address.href), noToken, notLoaded);
    assert.ok(connection?.lines);
    assert.deepEqual(
      [connection.kind, connection.label],
      ['companion', `The companion server at ${server.address.origin}`],
    );
    assert.equal(connection.siteAddress?.href, server.address.href);
    const { hits } = await connection.store.tracebacks({ range: ALL_DAYS, limit: 1000 });
    const { tracebacks } = await inner.status();
    assert.equal(hits.length, tracebacks);
    const whole = await inner.traceback(hits[0]!.id);
    assert.deepEqual(await connection.store.traceback(hits[0]!.id), whole);
    const wanted = { traceback: hits[0]!.id, direction: 'before', limit: 5 } as const;
    const lines = await connection.lines.moreLines({ ...wanted, from: hits[0]!.id });
    assert.equal(lines?.length, 5);
    assert.equal(await connection.lines.moreLines({ ...wanted, traceback: '1' }), undefined);
    connection.dispose();
    await assert.rejects(connection.store.status(), /was closed/);
    await server.close();
  });

  it('asks nothing before it is asked, and takes the token of its own origin', async () => {
    const server = await httpServer((_request, response) => response.writeHead(500).end());
    const asked: string[] = [];
    const tokenOf = async ({ origin }: URL): Promise<string> => {
      asked.push(origin);
      return `of-${origin.length}`;
    };
    const connection = configuredConnection(companionAt(server.address.href), tokenOf, notLoaded);
    assert.deepEqual([asked, server.tokens], [[], []]);
    await assert.rejects(connection!.store.status(), /failed \(500\)/);
    const { origin } = server.address;
    assert.deepEqual([asked, server.tokens], [[origin], [`Bearer of-${origin.length}`]]);
    await server.close();
  });

  const impossible: [ConnectionSettings, RegExp][] = [
    [clusterAt(''), /This is no web address.*begin with assertionContext\.elasticsearch/],
    [clusterAt('ftp://search.example.com'), /begins with https:/],
    [
      clusterAt('https://ada:secret@search.example.com:9200'),
      /password in it.*Use https:\/\/search\.example\.com:9200,.*API key/,
    ],
    [
      clusterAt('https://search.example.com/logs'),
      /more than a host and a port\. Use https:\/\/search\.example\.com\./,
    ],
    [clusterAt('https://search.example.com', 'Logs,*'), /names of indices begin with a small letter/],
    [companionAt(''), /“” is no web address.*assertionContext\.companion\.address/],
    [companionAt('localhost:7007'), /is no web address/],
    [companionAt('ftp://example.com'), /begins with https:/],
    [companionAt('http://localhost:7007/groups/x'), /Use http:\/\/localhost:7007\./],
    [companionAt('https://ada:secret@example.com'), /Use https:\/\/example\.com\./],
  ];
  for (const [settings, sentence] of impossible)
    it(`says what is wrong with ${settings.kind} at “${settings.companionAddress}${settings.clusterAddress}”, at every call`, async () => {
      const connection = configuredConnection(settings, noToken, notLoaded);
      assert.ok(connection);
      const isSaid = (error: unknown): boolean =>
        error instanceof StoreError && sentence.test(error.message) && !error.message.includes('secret@');
      await assert.rejects(connection.store.status(), isSaid);
      await assert.rejects(connection.store.groups({ range: ALL_DAYS, filter: 'all', limit: 1 }, 0), isSaid);
      await assert.rejects(connection.store.hide('1-a', { at: 0 }), isSaid);
      assert.throws(() => connection.store.timeZone, isSaid);
      connection.dispose();
    });

  const addresses: [string, boolean][] = [
    ['http://localhost:7007', true],
    ['http://127.0.0.2', true],
    ['http://[::1]:7007', true],
    ['https://tracebacks.example.com', true],
    ['http://tracebacks.example.com', false],
    ['http://localhost.example.com', false],
    ['http://10.0.0.7:7007', false],
  ];
  for (const [address, isSafe] of addresses)
    it(`${isSafe ? 'has no warning' : 'warns'} of ${address}`, () => {
      assert.equal(addressWarning(new URL(address)) === undefined, isSafe);
    });

  it('takes for a token what a header can carry', () => {
    assert.equal(tokenTrouble('0123456789abcdefABCDEF._~+/=-'), undefined);
    for (const text of ['', 'ada:0123', 'two words', 'größe', 'a\nb']) assert.match(tokenTrouble(text) ?? '', /\.$/);
  });

  it('takes for an API key what Kibana shows', () => {
    assert.equal(apiKeyTrouble(btoa('VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw')), undefined);
    for (const text of ['', 'VuaCfGcBCdbkQm-e5aOx:ui2lp2axTNmsyakw9tvNnw', '{"encoded": "x"}', 'short'])
      assert.match(apiKeyTrouble(text) ?? '', /Base64/);
  });
});
