import type { Environment } from '../../environment.ts';
import { isLoopback } from '../../../src/stores/companion/loopback.ts';
import type { Settings } from '../../settings.ts';

/** What sign-in needs, all of it there. */
export interface SignInSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** Matches whole addresses. */
  authorizedEmail: RegExp;
  publicUrl: URL;
  sessionSecret: string;
}

/** The settings that only sign-in has. */
const OWN = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'AUTHORIZED_EMAIL_REGEX'] as const;
/** What it needs beside them. */
const SHARED = ['PUBLIC_URL', 'SESSION_SECRET'] as const;

/** Undefined: people do not sign in. */
export function signInSettings(settings: Settings): SignInSettings | undefined {
  const { oidcIssuer, oidcClientId, oidcClientSecret, authorizedEmail, publicUrl, sessionSecret } = settings;
  if (!oidcIssuer || !oidcClientId || !oidcClientSecret || !authorizedEmail || !publicUrl || !sessionSecret)
    return undefined;
  return {
    issuer: oidcIssuer,
    clientId: oidcClientId,
    clientSecret: oidcClientSecret,
    authorizedEmail,
    publicUrl,
    sessionSecret,
  };
}

/** A sentence for each setting that sign-in lacks, once one of its own is set. */
export function signInProblems(environment: Environment, { publicUrl }: Partial<Settings>): string[] {
  const isSet = (name: string): boolean => Boolean(environment[name]?.trim());
  const first = OWN.find(isSet);
  if (first === undefined) return [];
  const missing = [...OWN, ...SHARED].filter((name) => !isSet(name));
  const problems = missing.map((name) => `${name}: it is missing, and sign-in needs it (${first} is set).`);
  if (publicUrl && publicUrl.protocol !== 'https:' && !isLoopback(publicUrl.hostname))
    problems.push(
      `PUBLIC_URL: ${publicUrl.origin} is reached without https, so others on the way could take over who signs in. Use https (a proxy in front of the server can end it).`,
    );
  return problems;
}
