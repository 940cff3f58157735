import { sumTallies } from '../../core/groups/tally.ts';
import { fileSearch, framesOfFile } from '../../core/source/framesOfFile.ts';
import type { FaultLines, FaultLinesQuery } from '../faultLines.ts';
import type { Backend } from './backend.ts';
import { isNew, readGroup, standingOf, talliesOf, within, type GroupSource } from './groupDocument.ts';
import { partsOf } from './groupList.ts';
import { newestHits, type NewestHit } from './groupSearch.ts';
import type { Fetched } from './requests.ts';
import { bodyOf, readRow, type TracebackSource } from './tracebackDocument.ts';

/** The faults whose newest traceback in the range, of those that the search for the file finds, ran through it. Three requests, whatever they find. */
export async function faultLines(backend: Backend, query: FaultLinesQuery, now: number): Promise<FaultLines[]> {
  const { requests, names } = backend;
  const search = fileSearch(query.file);
  if (!search) return [];
  const newest = new Map<string, NewestHit>();
  const { hits } = await newestHits(backend, { range: query.range, filter: 'all' }, search);
  for (const hit of hits) if (!newest.has(hit.fingerprint)) newest.set(hit.fingerprint, hit);
  if (newest.size === 0) return [];
  const listed = await listedGroups(backend, query, now, [...newest.keys()]);
  const wanted = listed.flatMap((fingerprint) => newest.get(fingerprint) ?? []);
  const found = await requests.mget<unknown>([
    ...wanted.map(({ fingerprint }) => ({ _index: names.groups, _id: fingerprint })),
    ...wanted.map(({ index, id }) => ({ _index: index, _id: id })),
  ]);
  const faults = await Promise.all(
    wanted.map((_, n) =>
      faultOf(
        query,
        found[n] as Fetched<GroupSource> | undefined,
        found[wanted.length + n] as Fetched<TracebackSource> | undefined,
      ),
    ),
  );
  return faults.filter((fault) => fault !== undefined);
}

/** Those of the groups that are neither hidden nor resolved, the last seen first. */
async function listedGroups(
  { requests, names }: Backend,
  { range, limit }: FaultLinesQuery,
  now: number,
  fingerprints: string[],
): Promise<string[]> {
  const [part] = partsOf({ range, filter: 'all', now });
  const { hits } = await requests.search(names.groupDays, {
    size: Math.min(limit, 10_000),
    query: {
      bool: {
        filter: [...(part?.filter ?? []), { terms: { fingerprint: fingerprints } }],
        must_not: [{ term: { standing: 'resolved' } }],
      },
    },
    sort: [{ shownLast: 'desc' }, { fingerprint: 'asc' }],
    track_total_hits: false,
    _source: false,
  });
  return hits.hits.map(({ sort = [] }) => String(sort[1]));
}

async function faultOf(
  { file, range }: FaultLinesQuery,
  foundGroup: Fetched<GroupSource> | undefined,
  foundTraceback: Fetched<TracebackSource> | undefined,
): Promise<FaultLines | undefined> {
  const group = foundGroup && readGroup(foundGroup);
  const tally = group && sumTallies(within(group, range).flatMap((day) => talliesOf(day, 'shown')));
  if (!tally || !foundTraceback?.found) return undefined;
  const source = foundTraceback._source;
  const frames = framesOfFile((await bodyOf(source)).exceptions, file);
  if (frames.length === 0) return undefined;
  const { type, message } = readRow(source).summary;
  return {
    fingerprint: group.fingerprint,
    type,
    message,
    ...tally,
    isNew: isNew(group, range),
    standing: standingOf(group),
    traceback: source.id,
    frames,
  };
}
