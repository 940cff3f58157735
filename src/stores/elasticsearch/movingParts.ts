import type { RecordValue } from '../records.ts';
import { recordText } from '../recordShape.ts';
import type { MovedArchive, MovedPage, MovedRecord, MovedTraceback, MovingPart } from '../moving.ts';
import { keepBorders, markDropped, readBorders } from './archiveBorders.ts';
import { ledgerOperation, ledgerRow, type LedgerSource } from './archiveRows.ts';
import type { Backend } from './backend.ts';
import { bulk, type Operation } from './bulk.ts';
import { recordOperation, type RecordSource } from './recordDocuments.ts';
import type { Found } from './requests.ts';
import { TracebackSaver } from './saveTracebacks.ts';
import { bodyOf, hiddenByOf, incoming, labelsOf, readRow, type TracebackSource } from './tracebackDocument.ts';

/** Tracebacks hold 10 KB each, archives' borders up to a megabyte. */
const TRACEBACKS = 250;
const ARCHIVES = 8;
const RECORDS = 500;

/** Tracebacks in the order of their ids. They are counted with their groups. */
export function movingTracebacks(backend: Backend): MovingPart<MovedTraceback> {
  const { names } = backend;
  const saver = new TracebackSaver(backend, { note: async () => undefined });
  return {
    async read(after) {
      const page = await readPage<TracebackSource>(backend, names.tracebacks, { size: TRACEBACKS, by: 'id', after });
      return { ...page, items: await Promise.all(page.items.map(({ _source }) => traceback(_source))) };
    },
    async put(items) {
      await saver.put(items.flatMap((item) => incoming([item.traceback], item.archive, item.joined)));
    },
    count: () => countOf(backend, names.tracebacks, { match_all: {} }),
  };

  async function traceback(source: TracebackSource): Promise<MovedTraceback> {
    const { id, at, fingerprint, archive, joined, rule } = source;
    const row = readRow(source);
    const { instance, program } = row.summary;
    const known = { id, at, fingerprint, instance, program, labels: labelsOf(row) };
    return { traceback: { ...known, ...hiddenByOf(rule), ...(await bodyOf(source)) }, archive, joined };
  }
}

export function movingRecords(backend: Backend): MovingPart<MovedRecord> {
  const { requests, names } = backend;
  return {
    async read(after) {
      const page = await readPage<RecordSource>(backend, names.records, { size: RECORDS, by: ['kind', 'id'], after });
      const items = page.items.map(({ _source: { kind, id, value } }) => ({
        kind,
        id,
        value: JSON.parse(value) as RecordValue,
      }));
      return { ...page, items };
    },
    async put(items) {
      await bulk(
        requests,
        items.map(({ kind, id, value }) =>
          recordOperation(names, { does: 'index', kind, id, text: recordText(kind, id, value) }),
        ),
      );
    },
    count: () => countOf(backend, names.records, { match_all: {} }),
  };
}

/** The ledger with its borders. */
export function movingArchives(backend: Backend): MovingPart<MovedArchive> {
  const { requests, names } = backend;
  return {
    async read(after) {
      const page = await readPage<LedgerSource>(backend, names.ledger, { size: ARCHIVES, by: 'name', after });
      const kept = await readBorders(
        backend,
        page.items.map(({ _source }) => _source.name),
      );
      const items = page.items.map(({ _source }, n): MovedArchive => {
        const borders = kept[n]?.borders ?? (kept[n]?.dropped ? 'dropped' : 'none');
        return { row: ledgerRow(_source), borders };
      });
      return { ...page, items };
    },
    async put(items) {
      for (const { row, borders } of items) {
        if (borders === 'dropped') await markDropped(backend, row.name);
        else if (borders !== 'none') await keepBorders(backend, row.name, borders);
      }
      await bulk(
        requests,
        items.map(({ row }): Operation => ledgerOperation(names, row)),
      );
    },
    count: () => countOf(backend, names.ledger, { match_all: {} }),
  };
}

/** A page of an index in the order of the fields that name its documents. */
export async function readPage<Source>(
  { requests }: Backend,
  index: string,
  { size, by, after }: { size: number; by: string | string[]; after: string | undefined },
): Promise<MovedPage<Found<Source>>> {
  if (after === undefined) await requests.refresh(index);
  const { hits } = await requests.search<Source>(index, {
    size,
    sort: [by].flat().map((field) => ({ [field]: 'asc' })),
    ...(after !== undefined && { search_after: JSON.parse(after) as string[] }),
    track_total_hits: false,
  });
  const last = hits.hits.at(-1)?.sort;
  return { items: hits.hits, ...(hits.hits.length === size && last && { after: JSON.stringify(last) }) };
}

export async function countOf({ requests }: Backend, index: string, query: object): Promise<number> {
  await requests.refresh(index);
  const { hits } = await requests.search(index, { size: 0, query, track_total_hits: true });
  return hits.total?.value ?? 0;
}
