import type { FastifyInstance } from 'fastify';
import type { TracebackStore } from '../../../../src/stores/store.ts';
import { type OidcProvider, startOidcProvider } from '../../../support/oidcProvider.ts';
import { Visitor } from '../../pages/visitor.ts';
import { memoryStore } from '../../ingest/takenIn.ts';
import { NOW, openApp } from '../../openApp.ts';

/** Where the app of these tests is, as the provider and browsers know it. */
export const SITE = 'http://127.0.0.1:7007';
export const SESSION_SECRET = 'a secret that is long enough to be one';

/** An app that people sign in to, at a real provider. */
export interface SignInApp {
  app: FastifyInstance;
  store: TracebackStore;
  provider: OidcProvider;
  /** The app's clock, milliseconds since 1970. */
  clock: { now: number };
  close(): Promise<void>;
}

export async function openSignIn({
  store = memoryStore(),
  environment = {},
  inIdToken = false,
  provider: given,
  site = SITE,
}: {
  store?: TracebackStore;
  environment?: Record<string, string>;
  inIdToken?: boolean;
  /** One that runs already, and stays open. */
  provider?: OidcProvider;
  /** Its own address. */
  site?: string;
} = {}): Promise<SignInApp> {
  const provider = given ?? (await startOidcProvider(`${site}/sign-in/callback`, { inIdToken }));
  const clock = { now: NOW };
  const settings = {
    ...provider.settings,
    PUBLIC_URL: site,
    SESSION_SECRET,
    AUTHORIZED_EMAIL_REGEX: String.raw`[^@]+@example\.com`,
    ...environment,
  };
  const app = await openApp(store, settings, undefined, { now: () => clock.now });
  return {
    app,
    store,
    provider,
    clock,
    close: async () => {
      await app.close();
      if (!given) await provider.close();
    },
  };
}

/** A browser without scripts at the site. */
export function browser({ app }: SignInApp, site = SITE): Visitor {
  return new Visitor(app, site);
}

/** The provider's side of a sign-in: follows it from the address that the site sends to until it sends back to the site. Cookies are kept. */
export async function throughProvider(start: string, site = SITE): Promise<string> {
  const cookies = new Map<string, string>();
  let address = start;
  for (let hops = 0; hops < 10; hops++) {
    const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
    const answer = await fetch(address, { redirect: 'manual', headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null)
      throw new Error(`The provider stopped at ${address}: ${answer.status} ${await answer.text()}`);
    address = new URL(location, address).href;
    if (address.startsWith(site)) return address.slice(site.length);
  }
  throw new Error('The provider sent round in circles.');
}
