import type { ClientAuth, Configuration } from 'openid-client';
import { isLoopback } from '../../../src/stores/companion/loopback.ts';
import type { SignInSettings } from './signInSettings.ts';

/** What is kept of a sign-in that was begun, in the browser that began it. */
export interface PendingSignIn {
  state: string;
  nonce: string;
  verifier: string;
}

/** Who came back from the provider, as it says. */
export interface Claimed {
  email: string | undefined;
  /** The provider has checked that the address is theirs. */
  verified: boolean;
}

/** The provider refused, or something in what came back does not fit what was sent; the message is for the log. */
export class SignInError extends Error {
  override name = 'SignInError';
}

const SCOPE = 'openid email';
const SECONDS = 10;

/**
 * An OpenID Connect provider: authorization code with PKCE (RFC 7636), state and nonce. What it says of itself is asked for
 * once, when first needed, and again after a failure.
 */
export class Provider {
  readonly #settings: SignInSettings;
  #configuration: Promise<Configuration> | undefined;

  constructor(settings: SignInSettings) {
    this.#settings = settings;
  }

  /** Where the provider sends people back to. */
  get redirectUri(): string {
    return `${this.#settings.publicUrl.origin}/sign-in/callback`;
  }

  /** What to keep, and where to send the browser. `other`: whoever is signed in at the provider is asked again. Throws when it cannot be reached. */
  async begin({ other }: { other: boolean }): Promise<{ pending: PendingSignIn; url: URL }> {
    const client = await import('openid-client');
    const configuration = await this.#discovered();
    const pending = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: this.redirectUri,
      scope: SCOPE,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      ...(other && { prompt: 'login' }),
    });
    return { pending, url };
  }

  /** Exchanges the code that the browser came back with; `search` is the query of its address. Throws SignInError. */
  async finish(search: string, { state, nonce, verifier }: PendingSignIn): Promise<Claimed> {
    const client = await import('openid-client');
    const configuration = await this.#discovered();
    try {
      const tokens = await client.authorizationCodeGrant(configuration, new URL(this.redirectUri + search), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('the answer has no ID token');
      const said: Record<string, unknown> =
        claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
          ? { ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)) }
          : { ...claims };
      return claimed(said);
    } catch (error) {
      throw new SignInError(reasons(error), { cause: error });
    }
  }

  #discovered(): Promise<Configuration> {
    this.#configuration ??= this.#discover().catch((error: unknown) => {
      this.#configuration = undefined;
      throw error;
    });
    return this.#configuration;
  }

  async #discover(): Promise<Configuration> {
    const client = await import('openid-client');
    const { issuer, clientId, clientSecret } = this.#settings;
    const basic = client.ClientSecretBasic(clientSecret);
    const post = client.ClientSecretPost(clientSecret);
    const authenticate: ClientAuth = (server, ...rest) =>
      // Without a list it is Basic (OpenID Connect Discovery 1.0, section 3).
      (server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']).includes('client_secret_basic')
        ? basic(server, ...rest)
        : post(server, ...rest);
    return client.discovery(issuer, clientId, undefined, authenticate, {
      timeout: SECONDS,
      // On this machine only: a provider to try it with.
      ...(isLoopback(issuer.hostname) && { execute: [client.allowInsecureRequests] }),
    });
  }
}

/** Some providers send the flag as a word. */
function claimed({ email, email_verified: verified }: Record<string, unknown>): Claimed {
  return {
    email: typeof email === 'string' ? email : undefined,
    verified: verified === true || verified === 'true',
  };
}

/** The library's message is general; what it rests on says more. */
function reasons(error: unknown): string {
  const texts: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) {
    const description = (each as { error_description?: unknown }).error_description;
    texts.push(typeof description === 'string' ? `${each.message} (${description})` : each.message);
  }
  return texts.join(': ');
}
