import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { type AdapterFactory, Provider } from 'oidc-provider';

/** Somebody who has an account at the provider. */
export interface Account {
  email?: string;
  email_verified?: boolean;
}

/** A real OpenID Connect provider that listens on the loopback address. */
export interface OidcProvider {
  issuer: string;
  /** The settings that let a server use it. */
  settings: { OIDC_ISSUER: string; OIDC_CLIENT_ID: string; OIDC_CLIENT_SECRET: string };
  /** Who signs in next, without being asked for a password. */
  account: Account;
  close(): Promise<void>;
}

const CLIENT = { client_id: 'tracebacks', client_secret: randomBytes(24).toString('hex') };

/** Starts one with a single client. `redirectUri`: where it may send people back to. `inIdToken`: it tells the e-mail address there already. */
export async function startOidcProvider(redirectUri: string, { inIdToken = false } = {}): Promise<OidcProvider> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const accounts = new Map<string, Account>();
  const provider = new Provider(issuer, {
    adapter: await memoryAdapter(),
    clients: [
      { ...CLIENT, redirect_uris: [redirectUri], response_types: ['code'], grant_types: ['authorization_code'] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: !inIdToken,
    pkce: { required: () => true },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
  });
  const running: OidcProvider = {
    issuer,
    settings: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.client_id,
      OIDC_CLIENT_SECRET: CLIENT.client_secret,
    },
    account: { email: 'ada@example.com', email_verified: true },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    const id = randomBytes(8).toString('hex');
    accounts.set(id, { ...running.account });
    const grant = new provider.Grant({ accountId: id, clientId: CLIENT.client_id });
    grant.addOIDCScope('openid email');
    await provider.interactionFinished(context.req, context.res, {
      login: { accountId: id },
      consent: { grantId: await grant.save() },
    });
    context.respond = false;
    return undefined;
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
  return running;
}

/** The provider's own, which it warns of when it is not asked for by name. */
async function memoryAdapter(): Promise<AdapterFactory> {
  const file: string = 'oidc-provider/lib/adapters/memory_adapter.js';
  const { createMemoryAdapter } = (await import(file)) as {
    createMemoryAdapter: (tolerance: number) => AdapterFactory;
  };
  return createMemoryAdapter(15);
}
