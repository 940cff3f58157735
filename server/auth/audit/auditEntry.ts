import { type Static, Type } from 'typebox';
import { Check } from 'typebox/value';
import type { StoredRecord } from '../../../src/stores/records.ts';

/** One thing that somebody did. */
const AuditEntry = Type.Object({
  /** Milliseconds since 1970. */
  at: Type.Number(),
  /** A person's e-mail address or a token's name; absent when nobody is asked who they are. */
  by: Type.Optional(Type.String()),
  /** As it is read, such as `hid a fault`. */
  did: Type.String(),
  /** What it was done to, such as a fingerprint or a token's name. */
  to: Type.Optional(Type.String()),
  /** Where that can be seen, a path of the site. */
  path: Type.Optional(Type.String()),
  /** What else was said: a reason, why somebody was refused. */
  because: Type.Optional(Type.String()),
});

export type AuditEntry = Static<typeof AuditEntry>;

/** Undefined: what another version wrote. */
export function auditEntry({ value }: StoredRecord): AuditEntry | undefined {
  return Check(AuditEntry, value) ? value : undefined;
}
