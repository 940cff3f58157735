import { Disposable, EventEmitter, workspace } from 'vscode';
import type { AccessTokens } from './accessTokens.ts';
import type { ClusterReader } from './cluster.ts';
import { configuredConnection } from './configuredConnection.ts';
import type { Connection } from './connection.ts';
import { CONNECTION_SETTINGS, connectionSettings } from './connectionSettings.ts';

/**
 * Which connection is read: the one that the settings choose, unless another (opened log archives) is used in its place. It
 * asks no store anything; whoever shows something does.
 */
export class CurrentConnection implements Disposable {
  readonly #tokens: AccessTokens;
  readonly #loadElasticsearch: () => ClusterReader;
  readonly #changed = new EventEmitter<Connection | undefined>();
  readonly #registered: Disposable;
  #configured: Connection | undefined;
  #used: Connection | undefined;

  /** Fires with what is current from now on; also when it has only got another token. */
  readonly onDidChange = this.#changed.event;

  /** `loadElasticsearch` loads what reads a cluster, when one is first read. */
  constructor(tokens: AccessTokens, loadElasticsearch: () => ClusterReader) {
    this.#tokens = tokens;
    this.#loadElasticsearch = loadElasticsearch;
    this.#configured = this.#connect();
    this.#registered = Disposable.from(
      workspace.onDidChangeConfiguration((change) => {
        if (CONNECTION_SETTINGS.some((name) => change.affectsConfiguration(name))) this.#reconnect();
      }),
      tokens.onDidChange((origin) => {
        if (this.#configured?.address?.origin === origin) this.#reconnect();
      }),
    );
  }

  /** Undefined: none is chosen and nothing is open. */
  get current(): Connection | undefined {
    return this.#used ?? this.#configured;
  }

  /** The one that the settings choose, current or not. */
  get configured(): Connection | undefined {
    return this.#configured;
  }

  /** Reads another connection from now on, which stays its maker's to dispose of. */
  use(connection: Connection): void {
    if (this.#used === connection) return;
    this.#used = connection;
    this.#changed.fire(this.current);
  }

  /** Goes back to the one that the settings choose. */
  useConfigured(): void {
    if (!this.#used) return;
    this.#used = undefined;
    this.#changed.fire(this.current);
  }

  dispose(): void {
    this.#registered.dispose();
    this.#configured?.dispose();
    this.#changed.dispose();
  }

  #reconnect(): void {
    this.#configured?.dispose();
    this.#configured = this.#connect();
    if (!this.#used) this.#changed.fire(this.current);
  }

  #connect(): Connection | undefined {
    return configuredConnection(connectionSettings(), (address) => this.#tokens.of(address), this.#loadElasticsearch);
  }
}
