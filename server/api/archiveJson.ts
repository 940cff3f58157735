import { formatInstant } from '../../src/core/papertrail/instant.ts';
import type { ArchiveRow } from '../../src/stores/store.ts';
import type { ArchiveJson } from './schemas/archive.ts';

/** A row of the ledger as the API and the command line give it. */
export function archiveJson({ startedAt, endedAt, ...row }: ArchiveRow): ArchiveJson {
  return {
    ...row,
    started_at: formatInstant(startedAt),
    ...(endedAt !== undefined && { ended_at: formatInstant(endedAt) }),
  };
}
