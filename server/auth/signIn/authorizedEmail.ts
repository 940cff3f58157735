/**
 * The expression for addresses that are let in: it must match the whole address, in any case, whatever anchors it has of
 * its own. Throws Error with what is wrong.
 */
export function parseAuthorizedEmail(source: string): RegExp {
  try {
    // Alone first, so that a bracket cannot close the group that is put around it.
    void new RegExp(source, 'iu');
    return new RegExp(`^(?:${source})$`, 'iu');
  } catch (error) {
    throw new Error(`“${source}” is no regular expression: ${(error as Error).message}.`, { cause: error });
  }
}

/** Whether an address may come in: one address, without what could end a line or hide another in it. */
export function isAuthorized(email: string, authorized: RegExp): boolean {
  return /^[^\s@\p{C}]{1,128}@[^\s@\p{C}]{1,255}$/u.test(email) && authorized.test(email);
}
