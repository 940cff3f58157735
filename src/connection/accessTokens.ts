import type { Disposable, Event, SecretStorage } from 'vscode';

const KEY = 'token:';

/** Access tokens and API keys in the editor's own store of secrets, each under the one origin that it may be sent to. */
export class AccessTokens {
  readonly #secrets: SecretStorage;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  /** The token for an address's origin. */
  async of({ origin }: URL): Promise<string | undefined> {
    return this.#secrets.get(KEY + origin);
  }

  async set({ origin }: URL, token: string): Promise<void> {
    await this.#secrets.store(KEY + origin, token);
  }

  async forget({ origin }: URL): Promise<void> {
    await this.#secrets.delete(KEY + origin);
  }

  /** Tells which origin's token was set or forgotten, in whichever window. */
  readonly onDidChange: Event<string> = (listener, thisArg, disposables): Disposable =>
    this.#secrets.onDidChange(
      ({ key }) => (key.startsWith(KEY) ? (listener.call(thisArg, key.slice(KEY.length)) as unknown) : undefined),
      undefined,
      disposables,
    );
}

/** What is wrong with a text as a token; undefined when it can be one. */
export function tokenTrouble(text: string): string | undefined {
  if (text === '') return 'Paste one of the server’s API_TOKENS, without the name before it.';
  return /^[A-Za-z0-9._~+/=-]+$/.test(text)
    ? undefined
    : 'A token has letters, digits and . _ ~ + / = - only. Leave out the name and the colon before it.';
}

/** What is wrong with a text as Elasticsearch's API key; undefined when it can be one. */
export function apiKeyTrouble(text: string): string | undefined {
  return /^[\w+/=-]{16,}$/.test(text)
    ? undefined
    : 'Paste the API key as Base64, the text that Kibana shows and the API calls “encoded”: without a name or a colon in it.';
}
