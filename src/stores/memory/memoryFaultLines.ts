import { matches } from '../../core/groups/matchQuery.ts';
import { summarize } from '../../core/groups/summary.ts';
import { fileSearch, framesOfFile } from '../../core/source/framesOfFile.ts';
import type { FaultLines, FaultLinesQuery } from '../faultLines.ts';
import { SEARCH_LIMIT } from '../limits.ts';
import type { MemoryGroups } from './memoryGroups.ts';
import { newestFirst, type MemoryTracebacks } from './memoryTracebacks.ts';

/** The faults whose newest traceback in the range, of those that the search for the file finds, ran through it. */
export function memoryFaultLines(
  tracebacks: MemoryTracebacks,
  groups: MemoryGroups,
  { file, range, limit }: FaultLinesQuery,
  now: number,
): FaultLines[] {
  const search = fileSearch(file);
  if (!search) return [];
  const hits = [...tracebacks.byId.values()]
    .filter(({ traceback, day }) => day >= range.from && day <= range.to && traceback.hiddenBy === undefined)
    .filter(({ traceback, archive }) => matches(search, { ...traceback, archive }))
    .map(({ traceback }) => traceback)
    .sort(newestFirst)
    .slice(0, SEARCH_LIMIT);
  // Of most files: then no group has to be looked at.
  if (hits.length === 0) return [];
  const newest = new Map(hits.toReversed().map((traceback) => [traceback.fingerprint, traceback] as const));
  return groups
    .page({ range, filter: 'all', limit: Infinity }, now)
    .groups.filter(({ fingerprint, standing }) => newest.has(fingerprint) && standing !== 'resolved')
    .slice(0, limit)
    .flatMap(({ fingerprint, count, first, last, isNew, standing }): FaultLines[] => {
      const traceback = newest.get(fingerprint);
      const frames = traceback ? framesOfFile(traceback.exceptions, file) : [];
      if (!traceback || frames.length === 0) return [];
      const { type, message } = summarize(traceback);
      return [{ fingerprint, type, message, count, first, last, isNew, standing, traceback: traceback.id, frames }];
    });
}
