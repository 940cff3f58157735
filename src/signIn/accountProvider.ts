import {
  authentication,
  type AuthenticationProvider,
  type AuthenticationProviderAuthenticationSessionsChangeEvent,
  type AuthenticationSession,
  Disposable,
  EventEmitter,
} from 'vscode';
import type { AccessTokens } from '../connection/accessTokens.ts';
import type { CurrentConnection } from '../connection/currentConnection.ts';
import type { SignIn } from './signIn.ts';

/** The provider's id, as package.json declares it. */
const ID = 'assertionContext';

/**
 * Shows who is signed in to the companion server in the editor's accounts menu. The token is in no session: other extensions
 * could ask for it there, and it goes to its server only.
 */
export class AccountProvider implements AuthenticationProvider, Disposable {
  readonly #signIn: SignIn;
  readonly #companion: () => URL | undefined;
  readonly #changed = new EventEmitter<AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly #registered: Disposable;
  #known: readonly AuthenticationSession[] = [];

  readonly onDidChangeSessions = this.#changed.event;

  constructor(signIn: SignIn, tokens: AccessTokens, connections: CurrentConnection) {
    this.#signIn = signIn;
    this.#companion = () => {
      const { configured } = connections;
      return configured?.kind === 'companion' ? configured.address : undefined;
    };
    this.#registered = Disposable.from(
      authentication.registerAuthenticationProvider(ID, 'Assertion Context', this, { supportsMultipleAccounts: false }),
      tokens.onDidChange(() => void this.#tell()),
      connections.onDidChange(() => void this.#tell()),
    );
  }

  async getSessions(): Promise<AuthenticationSession[]> {
    const address = this.#companion();
    const account = address && (await this.#signIn.accounts.of(address));
    const session = account !== undefined && address ? [sessionOf(account, address)] : [];
    this.#known = session;
    return session;
  }

  async createSession(): Promise<AuthenticationSession> {
    await this.#signIn.signIn();
    const [session] = await this.getSessions();
    if (!session) throw new Error('Nobody signed in.');
    return session;
  }

  async removeSession(): Promise<void> {
    await this.#signIn.signOut();
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }

  async #tell(): Promise<void> {
    const removed = this.#known;
    const added = await this.getSessions();
    if (removed[0]?.id === added[0]?.id) return;
    this.#changed.fire({ added, removed, changed: [] });
  }
}

function sessionOf(account: string, { origin, host }: URL): AuthenticationSession {
  const id = `${account} ${origin}`;
  return { id, accessToken: '', scopes: [], account: { id, label: `${account} (${host})` } };
}
