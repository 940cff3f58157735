import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ConfigurationTarget,
  EventEmitter,
  extensions,
  type SecretStorage,
  type SecretStorageChangeEvent,
  Uri,
  window,
  workspace,
} from 'vscode';
import { AccessTokens } from '../../../src/connection/accessTokens.ts';
import type { ClusterReader } from '../../../src/connection/cluster.ts';
import type { Connection } from '../../../src/connection/connection.ts';
import { connectionSettings } from '../../../src/connection/connectionSettings.ts';
import { CurrentConnection } from '../../../src/connection/currentConnection.ts';
import { failingStore } from '../../../src/connection/failingStore.ts';
import { ReportDocument } from '../../../src/connection/reportDocument.ts';
import { EXTENSION_ID } from '../../../src/core/links/editorLink.ts';
import { StoreError } from '../../../src/stores/store.ts';
import { httpServer } from '../../stores/badServers.ts';

/** VS Code gives its secrets to the extension only. This one keeps its promises: values by key, news of each change. */
function secretsInMemory(): SecretStorage {
  const secrets = new Map<string, string>();
  const changed = new EventEmitter<SecretStorageChangeEvent>();
  return {
    get: async (key) => secrets.get(key),
    store: async (key, value) => {
      secrets.set(key, value);
      changed.fire({ key });
    },
    delete: async (key) => {
      secrets.delete(key);
      changed.fire({ key });
    },
    onDidChange: changed.event,
  };
}

/** The bundle that is packed: its classes are not those of this one. */
function loadElasticsearch(): ClusterReader {
  const { extensionPath } = extensions.getExtension(EXTENSION_ID)!;
  return require(join(extensionPath, 'dist/elasticsearch.cjs')) as ClusterReader;
}

const LOCAL: Connection = {
  kind: 'local',
  label: 'The log archive a.tsv',
  store: failingStore(new Error('Nothing asks it.')),
  dispose: () => undefined,
};

describe('the current connection', () => {
  const settings = workspace.getConfiguration('assertionContext');
  let tokens: AccessTokens;
  let connections: CurrentConnection;

  const set = async (name: string, value: string | undefined): Promise<void> => {
    await settings.update(name, value, ConfigurationTarget.Global);
  };
  /** The next connection that becomes current. */
  const next = (): Promise<Connection | undefined> =>
    new Promise((resolve) => {
      const listening = connections.onDidChange((connection) => {
        listening.dispose();
        resolve(connection);
      });
    });

  beforeEach(() => {
    tokens = new AccessTokens(secretsInMemory());
    connections = new CurrentConnection(tokens, loadElasticsearch);
  });

  afterEach(async () => {
    connections.dispose();
    await set('connection', undefined);
    await set('companion.address', undefined);
    await set('elasticsearch.address', undefined);
  });

  it('is none until one is chosen, then follows the settings', async () => {
    assert.equal(connections.current, undefined);
    let told = next();
    await set('connection', 'companion');
    assert.equal((await told)?.label, 'The companion server at http://localhost:7007');
    told = next();
    await set('companion.address', 'https://tracebacks.example.com');
    assert.equal((await told)?.siteAddress?.origin, 'https://tracebacks.example.com');
    assert.equal(connections.current, await told);
    told = next();
    await set('connection', 'none');
    assert.equal(await told, undefined);
  });

  it('is in the place of the settings’ one what is used, until that is given back', async () => {
    await set('connection', 'companion');
    const told: (string | undefined)[] = [];
    connections.onDidChange((connection) => told.push(connection?.kind));
    connections.use(LOCAL);
    connections.use(LOCAL);
    await set('companion.address', 'http://localhost:7008');
    assert.deepEqual([connections.current, connections.configured?.kind], [LOCAL, 'companion']);
    connections.useConfigured();
    connections.useConfigured();
    assert.deepEqual(told, ['local', 'companion']);
    assert.equal(connections.current?.siteAddress?.port, '7008');
  });

  it('connects again with another token, and asks nothing by itself', async () => {
    const server = await httpServer((_request, response) => response.writeHead(500).end());
    await set('companion.address', server.address.origin);
    await set('connection', 'companion');
    const first = connections.current;
    const told = next();
    await tokens.set(new URL('https://elsewhere.example.com'), 'not-for-this-one');
    await tokens.set(server.address, 'for-this-one');
    assert.notEqual(await told, first);
    assert.deepEqual(server.tokens, []);
    await assert.rejects(connections.current!.store.status(), /failed \(500\)/);
    assert.deepEqual(server.tokens, ['Bearer for-this-one']);
    await tokens.forget(server.address);
    await assert.rejects(connections.current!.store.status(), /failed \(500\)/);
    assert.deepEqual(server.tokens, ['Bearer for-this-one', undefined]);
    await server.close();
  });

  it('reads Elasticsearch through a bundle of its own, with the key that is kept for it', async () => {
    const refused = { error: { type: 'security_exception', reason: 'no' } };
    const server = await httpServer((_request, response) =>
      response.writeHead(401, { 'content-type': 'application/json' }).end(JSON.stringify(refused)),
    );
    await set('elasticsearch.address', server.address.origin);
    await set('connection', 'elasticsearch');
    const isSaid = (sentence: RegExp) => (error: unknown) =>
      error instanceof StoreError && error.reason === 'no-access' && sentence.test(error.message);
    await assert.rejects(connections.current!.store.status(), isSaid(/needs an API key/));
    const told = next();
    await tokens.set(new URL('https://elsewhere.example.com'), 'bm90LWZvci10aGlzLW9uZQ==');
    await tokens.set(server.address, 'Zm9yLXRoaXMtb25lLW9ubHk=');
    assert.equal((await told)?.label, `Elasticsearch at ${server.address.origin}`);
    await assert.rejects(connections.current!.store.status(), isSaid(/does not accept the API key/));
    assert.deepEqual([...new Set(server.tokens)], [undefined, 'ApiKey Zm9yLXRoaXMtb25lLW9ubHk=']);
    await server.close();
  });

  it('ignores what the opened folder says', async () => {
    const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
    assert.ok(folder);
    const evil = {
      'assertionContext.connection': 'companion',
      'assertionContext.companion.address': 'https://evil.example.com',
      'assertionContext.elasticsearch.address': 'https://evil.example.com',
      'assertionContext.elasticsearch.certificateFile': '/tmp/evil.pem',
      'assertionContext.marks.days': 3,
    };
    const changed = new Promise<void>((resolve) => {
      const listening = workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('assertionContext.marks.days')) return;
        listening.dispose();
        resolve();
      });
    });
    const file = join(folder, '.vscode', 'settings.json');
    await mkdir(join(folder, '.vscode'), { recursive: true });
    await writeFile(file, JSON.stringify(evil));
    try {
      await changed;
      assert.equal(workspace.getConfiguration('assertionContext').get('marks.days'), 3, 'the file is read');
      assert.deepEqual(connectionSettings(), {
        kind: 'none',
        companionAddress: 'http://localhost:7007',
        clusterAddress: 'http://localhost:9200',
        indexPrefix: 'assertion-context',
        certificateFile: '',
      });
      assert.equal(connections.current, undefined);
    } finally {
      await rm(file);
    }
  });
});

describe('the connection report’s document', () => {
  const REPORT = Uri.from({ scheme: 'report-in-tests', path: '/Connection report.md' });
  const isShown = (): boolean =>
    window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('Connection report')));

  it('is shown, and anew', async () => {
    const report = new ReportDocument('report-in-tests');
    const appeared = new Promise<void>((resolve) => {
      const listening = window.tabGroups.onDidChangeTabs(() => {
        if (!isShown()) return;
        listening.dispose();
        resolve();
      });
    });
    await report.show('# One');
    await appeared;
    const document = await workspace.openTextDocument(REPORT);
    assert.equal(document.getText(), '# One');
    const changed = new Promise<string>((resolve) => {
      const listening = workspace.onDidChangeTextDocument((change) => {
        if (change.document !== document) return;
        listening.dispose();
        resolve(document.getText());
      });
    });
    await report.show('# Two');
    assert.equal(await changed, '# Two');
    report.dispose();
  });
});
