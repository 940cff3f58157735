import assert from 'node:assert/strict';
import { configuredConnection } from '../../src/connection/configuredConnection.ts';
import { connectionReport } from '../../src/connection/connectionReport.ts';
import { type ConnectionFindings, examineConnection, type ShownList } from '../../src/connection/examineConnection.ts';
import { NO_RULES } from '../../src/core/rules/rules.ts';
import { API_VERSION, API_VERSION_HEADER } from '../../src/stores/companion/apiVersion.ts';
import { MemoryStore } from '../../src/stores/memory/memoryStore.ts';
import type { TracebackStore } from '../../src/stores/store.ts';
import { deadAddress, httpServer, selfSignedServer, type UpServer } from '../stores/badServers.ts';
import { NOON, save } from '../stores/changes.ts';
import { type CompanionServer, listeningServer } from '../stores/companionServer.ts';
import { search } from '../stores/everything.ts';
import { made } from '../stores/made.ts';

const NEWEST: ShownList = { days: 'newest', filter: 'all' };
const THIS = { machine: 'devbox', ignored: [] };

function notLoaded(): never {
  throw new Error('Elasticsearch’s client was loaded.');
}

async function examined(address: URL, shown?: ShownList, token?: string): Promise<ConnectionFindings> {
  const settings = { kind: 'companion', companionAddress: address.href } as const;
  const elsewhere = { clusterAddress: '', indexPrefix: '', certificateFile: '' };
  const connection = configuredConnection({ ...settings, ...elsewhere }, async () => token, notLoaded);
  assert.ok(connection);
  try {
    return await examineConnection(connection, { shown, now: () => 0 });
  } finally {
    connection.dispose();
  }
}

/** The report without its title, of one connection that the list reads. */
async function reportOf(address: URL, shown = NEWEST, token?: string): Promise<string> {
  return connectionReport({ ...THIS, connections: [await examined(address, shown, token)] });
}

describe('the connection report', () => {
  let store: TracebackStore;
  let server: CompanionServer;

  beforeEach(async () => {
    store = new MemoryStore({ timeZone: 'Europe/Berlin', rules: NO_RULES });
    server = await listeningServer(store);
  });

  afterEach(async () => {
    await server.close();
    await store.close();
  });

  async function fill(): Promise<void> {
    const hour = 'logs/dt=2016-08-12/2016-08-12-12.tsv.gz';
    await save(store, hour, [
      [
        made({ id: '70', at: NOON - 86_400_000, fingerprint: '1-a' }),
        made({ id: '71', at: NOON, fingerprint: '1-a' }),
        made({ id: '72', at: NOON, fingerprint: '1-b' }),
        made({ id: '73', at: NOON, fingerprint: '1-c' }),
        made({ id: '74', at: NOON, fingerprint: '1-d', hiddenBy: 'health [checks](command:x)' }),
      ],
    ]);
    await store.hide('1-c', { at: NOON });
  }

  it('tells all of a connection that works', async () => {
    await fill();
    const { origin } = server.address;
    const report = connectionReport({
      machine: 'devbox',
      remote: 'ssh-remote',
      ignored: ['assertionContext.companion.address'],
      connections: [await examined(server.address, { days: 'newest', filter: 'new' })],
    });
    const plain = report.replaceAll('\\', '').replaceAll(origin, 'http://127.0.0.1:PORT');
    assert.equal(
      plain,
      `# Connection report

The list is not empty: it shows 1 fault on Fri 12 August 2016.

## The companion server at http://127.0.0.1:PORT

- The list is read from it.
- Answered in 0 ms; version fits, access allowed.
- Holds 5 tracebacks of 4 faults in 1 archive, from Thu 11 August 2016 to Fri 12 August 2016. Its days are days of Europe/Berlin.
- Archives: 1 done.
- Newest archive: logs/dt=2016-08-12/2016-08-12-12.tsv.gz, done, 5 tracebacks
- Days shown: Fri 12 August 2016, with 2 faults (1 new).
- Of them 1 fault fit the filter “new”.
- Hidden in these days: 2 faults; 1 traceback by the rule health [checks](command:x).

## This machine

The extension runs on **devbox** (ssh-remote), so localhost in an address is that machine.

## Settings of this folder

\`assertionContext.companion.address\` in the settings of this folder or workspace is ignored: only your user settings say where tracebacks come from and who gets a token.
`,
    );
    assert.ok(!report.includes(']('), 'no link out of a rule’s name');
  });

  const empty: [string, ShownList, RegExp][] = [
    [
      'a day without any',
      { days: { from: '2016-01-01', to: '2016-01-01' }, filter: 'all' },
      /no tracebacks on Fri 1 January 2016.*newest day with any is Fri 12 August 2016/,
    ],
    [
      'a search that finds nothing',
      { ...NEWEST, search: { text: 'exc:Nothing', query: search('exc:Nothing') } },
      /none of the 2 faults on Fri 12 August 2016 fits the search exc\\:Nothing\. Use/,
    ],
    [
      'a filter that finds nothing',
      { ...NEWEST, filter: 'resolved' },
      /none of the 2 faults .* fits the filter “resolved”/,
    ],
  ];
  for (const [what, shown, sentence] of empty)
    it(`tells that the list is empty for ${what}`, async () => {
      await fill();
      const report = await reportOf(server.address, shown);
      assert.match(report, /The list is empty because/);
      assert.match(report, sentence);
    });

  it('tells that all is hidden', async () => {
    await fill();
    for (const fingerprint of ['1-a', '1-b']) await store.hide(fingerprint, { at: NOON });
    assert.match(await reportOf(server.address), /all of the 4 faults on Fri 12 August 2016 are hidden/);
  });

  it('tells that nothing was taken in, or nothing found', async () => {
    assert.match(await reportOf(server.address), /has no archives yet.*`assertion-context ingest FILE`/);
    await save(store, 'a', [], { state: 'failed' });
    const report = await reportOf(server.address);
    assert.match(report, /hold no Python tracebacks/);
    assert.match(report, /- Archives: 1 failed\.\n- Newest archive: a, failed, 0 tracebacks: It broke/);
  });

  it('tells that no source is chosen', () => {
    assert.match(connectionReport({ ...THIS, connections: [] }), /no source is chosen\. Open a log archive/);
  });

  it('tests the configured connection beside the one that is read', async () => {
    await fill();
    const connections = [await examined(server.address, NEWEST), await examined(await deadAddress())];
    const report = connectionReport({ ...THIS, connections });
    assert.match(report, /The list is not empty/);
    assert.match(report, /- Reached: \*\*no\*\*\n- Nothing answers at/);
  });

  it('warns of an address that others can listen to', async () => {
    const report = await reportOf(new URL('http://companion.invalid'));
    assert.match(report, /- \*\*Careful:\*\* .*without https/);
  });

  /** What a server is, and how far the report says that it got. */
  const troubles: [string, () => Promise<UpServer>, string[], RegExp][] = [
    [
      'a certificate that is not trusted',
      () => selfSignedServer((_, response) => response.end()),
      ['Reached: **no**'],
      /not trusted/,
    ],
    [
      'a redirect',
      () => httpServer((_, response) => response.writeHead(302, { location: 'https://example.com/' }).end()),
      ['Reached: yes', 'Version fits: **no**'],
      /sends on to https/,
    ],
    [
      'another program',
      () => httpServer((_, response) => response.end('<html>')),
      ['Reached: yes', 'Version fits: **no**'],
      /no companion server/,
    ],
    [
      'another version',
      () => versioned(API_VERSION + 1, 200),
      ['Reached: yes', 'Version fits: **no**'],
      /Update the extension/,
    ],
    [
      'a missing token',
      () => versioned(API_VERSION, 401),
      ['Reached: yes', 'Version fits: yes', 'Access allowed: **no**'],
      /Set Access Token/,
    ],
    [
      'a failure',
      () => versioned(API_VERSION, 500),
      ['Reached: yes', 'Version fits: yes', 'Access allowed: yes'],
      /failed \\\(500\\\)/,
    ],
  ];
  for (const [what, open, steps, sentence] of troubles)
    it(`tells how far it came with ${what}`, async () => {
      const bad = await open();
      const report = await reportOf(bad.address);
      await bad.close();
      const told = report.split('\n').filter((line) => /^- (?:Reached|Version|Access)/.test(line));
      assert.deepEqual(
        told,
        steps.map((step) => `- ${step}`),
      );
      assert.match(report, sentence);
      assert.match(report, /empty or stale because its source does not answer as it should/);
    });
});

function versioned(version: number, status: number): Promise<UpServer> {
  return httpServer((_request, response) =>
    response.writeHead(status, { [API_VERSION_HEADER]: String(version), 'content-type': 'application/json' }).end('{}'),
  );
}
