import { createHash, timingSafeEqual } from 'node:crypto';

/** A token that lets its bearer in. Only its hash is kept in memory. */
export interface ApiToken {
  /** Who has it; shown as who did something. */
  name: string;
  sha256: Buffer;
}

const SHAPE = /^(?:([\w .-]{1,64}):)?([A-Za-z0-9._~+/=-]+)$/;
const LEAST = 24;

/** Tokens from the setting's text, `name:token` separated by commas; a bare token is named by its place. Throws Error, never with a token in it. */
export function parseApiTokens(text: string): ApiToken[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries.filter(Boolean).map((entry, index) => {
    const [, name = `token ${index + 1}`, token] = SHAPE.exec(entry) ?? [];
    if (token === undefined)
      throw new Error(
        `token ${index + 1} has characters that no header carries. Use letters and digits, and name:token.`,
      );
    if (token.length < LEAST)
      throw new Error(`token ${index + 1} is too short: at least ${LEAST} characters (openssl rand -hex 24).`);
    return { name, sha256: hash(token) };
  });
}

/** The token that was presented, if it is one of ours. Takes the same time whichever it is, and how much of it is right. */
export function findToken(tokens: readonly ApiToken[], presented: string): ApiToken | undefined {
  const sha256 = hash(presented);
  let found: ApiToken | undefined;
  for (const token of tokens) if (timingSafeEqual(token.sha256, sha256)) found = token;
  return found;
}

/** A token's SHA-256. Tokens are long and random, so that a fast hash is enough. */
function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
