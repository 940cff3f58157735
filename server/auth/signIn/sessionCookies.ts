import { hkdfSync } from 'node:crypto';
import secureSession, { type Session, type SecureSessionPluginOptions } from '@fastify/secure-session';
import type { FastifyInstance } from 'fastify';
import type { PendingSignIn } from './provider.ts';
import { secrets } from '../secrets.ts';
import { LONGEST, type SessionData } from './sessions.ts';
import type { SignInSettings } from './signInSettings.ts';

/** Seconds that a sign-in may take at the provider. */
export const PENDING_SECONDS = 600;

/** What the cookie of a sign-in under way seals. */
export interface PendingData extends PendingSignIn {
  returnPath: string;
  /** Milliseconds since 1970. */
  since: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Only where people sign in. */
    signedIn: Session<SessionData>;
    /** Only where people sign in. */
    pendingSignIn: Session<PendingData>;
  }
}

/** Two sealed cookies: of who is signed in, and, for some minutes, of a sign-in under way. Needs the cookies plugin. */
export async function sessionCookies(app: FastifyInstance, settings: SignInSettings): Promise<void> {
  await app.register(secureSession, [
    sealed('signedIn', LONGEST / 1_000, settings),
    sealed('pendingSignIn', PENDING_SECONDS, settings),
  ]);
}

function sealed(
  sessionName: string,
  seconds: number,
  { publicUrl, sessionSecret }: SignInSettings,
): SecureSessionPluginOptions & { sessionName: string } {
  const secure = publicUrl.protocol === 'https:';
  const name = `assertion_context_${sessionName === 'signedIn' ? 'session' : 'sign_in'}`;
  return {
    sessionName,
    // A browser takes a cookie of this prefix from this very host only, and over https only (RFC 6265bis, 4.1.3.2).
    cookieName: secure ? `__Host-${name}` : name,
    key: secrets(sessionSecret).map((secret) => sealingKey(secret, sessionName)),
    expiry: seconds,
    // Lax: links from tickets, and the way back from the provider, come with it; posts from other sites do not.
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: seconds },
  };
}

/** A key of its own for each purpose. */
function sealingKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `assertion-context ${purpose} cookie`, 32));
}
