import type { Backend } from './backend.ts';
import type { Going } from './saveTracebacks.ts';

const PAGE = 5_000;

/** What is told of a traceback that may have to go. */
export interface Owned extends Going {
  joined: boolean;
}

/** The stored tracebacks that a filter finds, page by page: refresh before. */
export async function* storedTracebacks({ requests, names }: Backend, filter: object[]): AsyncGenerator<Owned[]> {
  for (let after: unknown[] | undefined; ;) {
    const { hits } = await requests.search(names.tracebacks, {
      size: PAGE,
      query: { bool: { filter } },
      sort: [{ id: 'asc' }],
      ...(after && { search_after: after }),
      track_total_hits: false,
      seq_no_primary_term: true,
      // From the columns: the sources hold all contexts.
      _source: false,
      docvalue_fields: ['fingerprint', 'at', 'joined'],
    });
    if (hits.hits.length > 0) {
      yield hits.hits.map(({ _index, _id, fields, _seq_no: seqNo = 0, _primary_term: primaryTerm = 0 }) => ({
        index: _index,
        id: _id,
        fingerprint: String(fields?.['fingerprint']?.[0]),
        at: Number(fields?.['at']?.[0]),
        joined: fields?.['joined']?.[0] === true,
        read: { seqNo, primaryTerm },
      }));
    }
    after = hits.hits.at(-1)?.sort;
    if (hits.hits.length < PAGE) return;
  }
}
