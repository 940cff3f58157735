import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { ArchiveClaim, ArchiveOutcome, ArchivePage, ArchiveQuery, ArchiveRow, ArchiveState } from '../store.ts';
import type { Backend } from './backend.ts';
import { bulk, type Operation } from './bulk.ts';
import { archiveId, type IndexNames } from './names.ts';

/** A document of the ledger. */
export interface LedgerSource {
  name: string;
  state: ArchiveState;
  row: string;
}

/** Read in real time. */
export async function archiveRow({ requests, names }: Backend, name: string): Promise<ArchiveRow | undefined> {
  const [found] = await requests.mget<LedgerSource>([{ _index: names.ledger, _id: archiveId(name) }]);
  return found?.found ? ledgerRow(found._source) : undefined;
}

/** Puts the archive into the ledger, in place of what was known of its last ingestion. Its tracebacks and borders stay. */
export async function claimArchive(
  backend: Backend,
  { name, etag, parser, at }: ArchiveClaim,
  state: ArchiveState,
): Promise<ArchiveRow> {
  const row = { name, state, etag, parser, bytes: 0, lines: 0, tracebacks: 0, startedAt: at };
  await putRow(backend, row);
  return row;
}

/** See TracebackStore.queueArchive: of several who queue or claim it at once, one decides. */
export async function queueArchive(backend: Backend, claim: ArchiveClaim): Promise<ArchiveRow> {
  const { requests, names } = backend;
  const { name, etag, parser, at } = claim;
  for (;;) {
    const [found] = await requests.mget<LedgerSource>([{ _index: names.ledger, _id: archiveId(name) }]);
    const known = found?.found ? ledgerRow(found._source) : undefined;
    if (known && known.state !== 'failed' && known.etag === etag && known.parser === parser) return known;
    const row: ArchiveRow = { name, state: 'queued', etag, parser, bytes: 0, lines: 0, tracebacks: 0, startedAt: at };
    const place = { index: names.ledger, id: archiveId(name), document: sourceOf(row) };
    const conflicts = await bulk(requests, [
      found?.found
        ? { does: 'index', ...place, read: { seqNo: found._seq_no, primaryTerm: found._primary_term } }
        : { does: 'create', ...place },
    ]);
    if (conflicts.length > 0) continue;
    await requests.refresh(names.ledger);
    return row;
  }
}

export async function finishArchive(
  backend: Backend,
  claim: ArchiveClaim,
  outcome: ArchiveOutcome,
  endedAt: number,
): Promise<ArchiveRow> {
  const { name, etag, parser, at } = claim;
  const row: ArchiveRow = { name, etag, parser, ...outcome, startedAt: at, endedAt };
  await putRow(backend, row);
  return row;
}

/** One request. */
export async function archivePage(
  { requests, names }: Backend,
  { state, after: begin, limit, cursor }: ArchiveQuery,
): Promise<ArchivePage> {
  const list = { archives: state };
  const after = cursor === undefined ? (begin === undefined ? undefined : [begin]) : decodeCursor(cursor, list, ['']);
  const { hits, aggregations } = await requests.search<LedgerSource>(names.ledger, {
    size: limit + 1,
    // The counts are those of all states: the aggregation comes before this filter.
    ...(state !== undefined && { post_filter: { term: { state } } }),
    aggs: { states: { terms: { field: 'state' } } },
    sort: [{ name: 'desc' }],
    ...(after && { search_after: after }),
    track_total_hits: false,
  });
  const archives = hits.hits.slice(0, limit).map(({ _source }) => ledgerRow(_source));
  const last = archives.at(-1);
  const counts: Record<ArchiveState, number> = { queued: 0, running: 0, done: 0, partial: 0, failed: 0 };
  const found = aggregations as { states: { buckets: { key: ArchiveState; doc_count: number }[] } } | undefined;
  for (const { key, doc_count } of found?.states.buckets ?? []) counts[key] = doc_count;
  return { archives, counts, ...(hits.hits.length > limit && last && { cursor: encodeCursor(list, [last.name]) }) };
}

/** Puts a row in place of whatever there is. */
export function ledgerOperation(names: IndexNames, row: ArchiveRow): Operation {
  return { does: 'index', index: names.ledger, id: archiveId(row.name), document: sourceOf(row) };
}

async function putRow({ requests, names }: Backend, row: ArchiveRow): Promise<void> {
  await bulk(requests, [ledgerOperation(names, row)]);
  await requests.refresh(names.ledger);
}

function sourceOf(row: ArchiveRow): LedgerSource {
  return { name: row.name, state: row.state, row: JSON.stringify(row) };
}

export function ledgerRow({ row }: LedgerSource): ArchiveRow {
  return JSON.parse(row) as ArchiveRow;
}
