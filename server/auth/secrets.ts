/**
 * SESSION_SECRET's secrets. The first signs and seals, all of them open: so that a secret can be changed without everyone
 * signing in again.
 */
export function secrets(sessionSecret: string): string[] {
  return sessionSecret.split(',').map((each) => each.trim());
}
