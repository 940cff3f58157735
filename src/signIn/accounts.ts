import type { SecretStorage } from 'vscode';
import type { AccessTokens } from '../connection/accessTokens.ts';

const KEY = 'account:';

/** Whose token is kept for a server, where somebody signed in for it: a token that was pasted is nobody's. */
export class Accounts {
  readonly #secrets: SecretStorage;
  readonly #tokens: AccessTokens;

  constructor(secrets: SecretStorage, tokens: AccessTokens) {
    this.#secrets = secrets;
    this.#tokens = tokens;
  }

  /** An e-mail address; undefined when nobody is signed in there. */
  async of(address: URL): Promise<string | undefined> {
    const text = await this.#secrets.get(KEY + address.origin);
    const { account, token } = (text === undefined ? {} : JSON.parse(text)) as { account?: string; token?: string };
    return token !== undefined && token === (await this.#tokens.of(address)) ? account : undefined;
  }

  /** Keeps the token in the place of a former one. */
  async set(address: URL, account: string, token: string): Promise<void> {
    await this.#secrets.store(KEY + address.origin, JSON.stringify({ account, token }));
    await this.#tokens.set(address, token);
  }

  async forget(address: URL): Promise<void> {
    await this.#tokens.forget(address);
    await this.#secrets.delete(KEY + address.origin);
  }
}
