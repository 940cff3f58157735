import { createHash, randomBytes } from 'node:crypto';

/** What proves that whoever exchanges a code is who asked for it (RFC 7636, S256): the challenge is shown, the verifier kept. */
export interface Pkce {
  verifier: string;
  challenge: string;
}

export function newPkce(): Pkce {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** What tells one sign-in's answer from another's. */
export function newState(): string {
  return randomBytes(24).toString('base64url');
}
