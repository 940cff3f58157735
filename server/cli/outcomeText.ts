import type { ArchiveRow } from '../../src/stores/store.ts';
import { duration } from '../../src/core/wording/duration.ts';
import { counted } from '../../src/core/wording/number.ts';

/** What became of an archive, in one line: `logs/2016-08-12-03.tsv.gz: 3,600 tracebacks in 570,000 lines, 0.8 s`. */
export function outcomeText(row: ArchiveRow, readNow: boolean): string {
  const name = row.name === '-' ? 'standard input' : row.name;
  const found = `${counted(row.tracebacks, 'traceback')} in ${counted(row.lines, 'line')}`;
  switch (row.state) {
    case 'done':
      return `${name}: ${found}, ${readNow ? duration((row.endedAt ?? row.startedAt) - row.startedAt) : 'taken in before'}`;
    case 'partial':
      return `${name}: kept what could be read, ${found}. ${row.error ?? ''}`;
    case 'failed':
      return `${name}: nothing taken in. ${row.error ?? ''}`;
    default:
      return `${name}: not taken in yet; it waits for the next run`;
  }
}
