/** A token's name as it is kept; undefined for what can be none: it is shown as who did something. */
export function tokenName(written: string): string | undefined {
  const name = written.trim().replaceAll(/\s+/g, ' ');
  return /^[\p{L}\p{N} ._@-]{1,64}$/u.test(name) ? name : undefined;
}
