import { type Static, Type } from 'typebox';
import { OneOf, Time } from './values.ts';

/** What an archive's row of the ledger can say. */
export const ARCHIVE_STATES = ['queued', 'running', 'done', 'partial', 'failed'] as const;

/** A row of the ledger. */
export const ArchiveSchema = Type.Object({
  name: Type.String({ description: 'Bucket and key, or the local path.' }),
  state: OneOf(ARCHIVE_STATES, { description: 'Partial: what could be read is stored, `error` says why not more.' }),
  etag: Type.String({ description: 'Of the object as it was read.' }),
  parser: Type.Integer({ description: 'Version of the parser that read it.' }),
  bytes: Type.Integer(),
  lines: Type.Integer(),
  tracebacks: Type.Integer(),
  error: Type.Optional(Type.String()),
  started_at: Time('When reading began.'),
  ended_at: Type.Optional(Time('When reading ended.')),
});

/** The same as a type. */
export type ArchiveJson = Static<typeof ArchiveSchema>;
