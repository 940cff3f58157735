import { env, l10n, type LogOutputChannel, ProgressLocation, type SecretStorage, Uri, window } from 'vscode';
import { EXTENSION_ID } from '../core/links/editorLink.ts';
import { errorSentence } from '../core/wording/errorSentence.ts';
import type { AccessTokens } from '../connection/accessTokens.ts';
import { connectionSettings } from '../connection/connectionSettings.ts';
import { parseCompanionAddress } from '../stores/companion/companionAddress.ts';
import { Accounts } from './accounts.ts';
import { AwaitedAnswers } from './awaitedAnswers.ts';
import { exchangeCode, giveUpToken } from './editorApi.ts';
import { newPkce, newState } from './pkce.ts';
import { SIGNED_IN, signInPage } from './signInPage.ts';

const MINUTES = 5;

/** What signing in works with. */
export interface SignInParts {
  secrets: SecretStorage;
  tokens: AccessTokens;
  log: LogOutputChannel;
}

/** Signs this editor in to the companion server, by way of the site: also in a remote window, in a browser, and in other editors of the kind. */
export class SignIn {
  readonly accounts: Accounts;
  readonly #tokens: AccessTokens;
  readonly #log: LogOutputChannel;
  readonly #answers = new AwaitedAnswers();

  constructor({ secrets, tokens, log }: SignInParts) {
    this.accounts = new Accounts(secrets, tokens);
    this.#tokens = tokens;
    this.#log = log;
  }

  /** Opens the site and waits for its answer. Undefined when the person left it. Throws one sentence. */
  async signIn(): Promise<string | undefined> {
    const address = companion();
    const pkce = newPkce();
    const state = newState();
    const callback = await env.asExternalUri(Uri.parse(`${env.uriScheme}://${EXTENSION_ID}${SIGNED_IN}`));
    const page = signInPage(address, pkce, callback.toString(true), state);
    const code = await this.#codeFrom(page, state);
    if (code === undefined) return undefined;
    const { token, account } = await exchangeCode(address, code, pkce.verifier);
    await this.accounts.set(address, account, token);
    return account;
  }

  /** Takes what the site sends this window. Throws one sentence. */
  answered(query: string): void {
    this.#answers.take(query);
  }

  /** Forgets the token and gives it up at the server. Undefined when nobody was signed in. */
  async signOut(): Promise<string | undefined> {
    const address = companion();
    const account = await this.accounts.of(address);
    const token = await this.#tokens.of(address);
    if (account === undefined || token === undefined) return undefined;
    await this.accounts.forget(address);
    await giveUpToken(address, token).catch((error: unknown) => {
      this.#log.warn('The token was not given up at the server:', error);
      void window.showWarningMessage(
        l10n.t(
          'The token is forgotten here, but {0} could not be told: revoke it there, on the page Tokens. {1}',
          address.origin,
          errorSentence(error),
        ),
      );
    });
    return account;
  }

  async #codeFrom(page: URL, state: string): Promise<string | undefined> {
    const title = l10n.t('Signing in to {0}: go on in your browser', page.origin);
    return window.withProgress(
      { location: ProgressLocation.Notification, cancellable: true, title },
      async (_progress, cancelled) => {
        const left = new AbortController();
        const leaving = cancelled.onCancellationRequested(() => left.abort());
        const signal = AbortSignal.any([left.signal, AbortSignal.timeout(MINUTES * 60_000)]);
        try {
          const code = this.#answers.code(state, signal);
          // Nobody awaits it when the page cannot be opened; that is what is told then.
          code.catch(() => undefined);
          const opened = await env.openExternal(Uri.parse(page.href, true));
          if (!opened) left.abort();
          return await code;
        } catch (error) {
          if (left.signal.aborted) return undefined;
          if (!signal.aborted) throw error;
          throw new Error(`The site did not answer within ${MINUTES} minutes. Sign in again.`, { cause: error });
        } finally {
          leaving.dispose();
          left.abort();
        }
      },
    );
  }
}

/** The server that the settings name. Throws one sentence. */
function companion(): URL {
  const { kind, companionAddress } = connectionSettings();
  if (kind === 'none')
    throw new Error('There is no companion server to sign in to. Use “Assertion Context: Choose Connection…” first.');
  if (kind === 'elasticsearch')
    throw new Error(
      'One signs in to a companion server. Elasticsearch has API keys: “Assertion Context: Set Access Token…”.',
    );
  return parseCompanionAddress(companionAddress);
}
