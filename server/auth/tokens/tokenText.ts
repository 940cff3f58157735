import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A token's two parts: where its record is found, and what proves it. */
export interface TokenParts {
  /** 16 hexadecimal digits; no secret. */
  id: string;
  /** 32 random bytes as base64url. */
  secret: string;
}

// The beginning lets people and scanners for leaked secrets tell what it is.
const SHAPE = /^act_([\da-f]{16})_([\w-]{43})$/;

/** New parts. */
export function randomToken(): TokenParts {
  return { id: randomBytes(8).toString('hex'), secret: randomBytes(32).toString('base64url') };
}

/** The token as it is shown once, and sent. */
export function tokenText({ id, secret }: TokenParts): string {
  return `act_${id}_${secret}`;
}

/** Undefined: not one of these. */
export function parseToken(text: string): TokenParts | undefined {
  const [, id, secret] = SHAPE.exec(text) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : undefined;
}

/** What is kept of a secret: its SHA-256 in hexadecimal. It has 32 random bytes, so that a fast hash is enough. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Whether a hash is a secret's; takes the same time however much of it is right. */
export function isHashOf(hash: string, secret: string): boolean {
  const kept = Buffer.from(hash, 'hex');
  const given = Buffer.from(hashOf(secret), 'hex');
  return kept.length === given.length && timingSafeEqual(kept, given);
}
