import type { ArchiveRow } from '../../../src/stores/store.ts';
import type { Clock } from '../../../src/core/wording/clock.ts';
import { cutMiddle } from '../../../src/core/wording/cutMiddle.ts';
import { duration } from '../../../src/core/wording/duration.ts';
import { exactNumber } from '../../../src/core/wording/number.ts';
import { size } from '../../../src/core/wording/size.ts';
import { retryOf } from '../../ledger/readAgain.ts';
import type { Settings } from '../../settings.ts';

/** A row of the ledger as the page shows it, with what can be done where it was not taken in whole. */
export function archiveRow(
  row: ArchiveRow,
  { clock, settings, now }: { clock: Clock; settings: Settings; now: number },
) {
  const file = row.name.slice(row.name.lastIndexOf('/') + 1);
  const retry = retryOf(row, settings);
  return {
    name: row.name,
    file: cutMiddle(file, 64),
    folder: cutMiddle(row.name.slice(0, row.name.length - file.length), 64),
    state: row.state,
    bytes: { text: size(row.bytes), title: `${exactNumber(row.bytes)} bytes` },
    lines: exactNumber(row.lines),
    tracebacks: exactNumber(row.tracebacks),
    took: row.endedAt === undefined || row.state === 'queued' ? '' : duration(row.endedAt - row.startedAt),
    when: clock.shown(row.endedAt ?? row.startedAt, now),
    error: row.error,
    canRetry: retry.kind === 'here',
    command: retry.kind === 'command' ? retry.command : undefined,
  };
}
