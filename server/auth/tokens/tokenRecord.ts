import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import type { StoredRecord } from '../../../src/stores/records.ts';
import { SCOPES } from '../scope.ts';

/** What is kept of a token. Times are milliseconds since 1970. */
const TokenValue = Type.Object({
  name: Type.String(),
  scope: Type.Enum([...SCOPES]),
  /** Of its secret. */
  sha256: Type.String(),
  madeAt: Type.Number(),
  /** Who made it. */
  by: Type.Optional(Type.String()),
  /** The e-mail address of whom it acts for: it ends when that person is let in no more. */
  of: Type.Optional(Type.String()),
  /** Absent: never. */
  expiresAt: Type.Optional(Type.Number()),
  usedAt: Type.Optional(Type.Number()),
});

export type TokenValue = Static<typeof TokenValue>;

/** A token as people see it in lists. */
export type KnownToken = Omit<TokenValue, 'sha256'> & { id: string };

/** The value of a token's record. Throws Error when another version or program wrote it. */
export function tokenValue({ id, value }: StoredRecord): TokenValue {
  if (!Check(TokenValue, value)) throw new Error(`The record of the token ${id} cannot be understood.`);
  return value;
}

/** Without what proves it. */
export function knownToken(id: string, { sha256: _, ...value }: TokenValue): KnownToken {
  return { id, ...value };
}
