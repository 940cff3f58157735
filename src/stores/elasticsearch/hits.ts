import { unpackContext } from '../../core/papertrail/context.ts';
import { formatInstant } from '../../core/papertrail/instant.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { HitPage, HitQuery, Traceback } from '../store.ts';
import type { Backend } from './backend.ts';
import { rangeFilter } from './calendar.ts';
import { NEWEST_FIRST } from './countDays.ts';
import { wordsFilter } from './searchWords.ts';
import {
  bodyOf,
  hiddenByOf,
  hitOf,
  labelsOf,
  readRow,
  ROW_FIELDS,
  SHOWN_FILTER,
  type TracebackSource,
} from './tracebackDocument.ts';

const LONGEST = 9_999;

/** One page of a list of tracebacks. One request. */
export async function hitPage(
  { requests, names, calendar }: Backend,
  { limit, cursor, ...list }: HitQuery,
): Promise<HitPage> {
  const { range, fingerprint, search, hidden } = list;
  const after = cursor === undefined ? undefined : decodeCursor(cursor, list, [0, '']);
  const size = Math.min(limit, LONGEST);
  const { hits } = await requests.search<TracebackSource>(names.tracebacks, {
    size: size + 1,
    query: {
      bool: {
        filter: [
          rangeFilter(calendar, range),
          ...(fingerprint === undefined ? [] : [{ term: { fingerprint } }]),
          ...(hidden ? [] : [SHOWN_FILTER]),
          ...(search ? [wordsFilter(search)] : []),
        ],
      },
    },
    sort: NEWEST_FIRST,
    ...(after && { search_after: after }),
    track_total_hits: false,
    _source: ROW_FIELDS,
  });
  const page = hits.hits.slice(0, size).map(({ _source }) => _source);
  const last = page.at(-1);
  return {
    hits: page.map(hitOf),
    ...(hits.hits.length > size && last && { cursor: encodeCursor(list, [last.at, last.id]) }),
  };
}

/** A traceback, whole. One request: nobody knows from an id which month it lies in. */
export async function readTraceback({ requests, names }: Backend, id: string): Promise<Traceback | undefined> {
  const { hits } = await requests.search<TracebackSource>(names.tracebacks, {
    size: 1,
    query: { bool: { filter: [{ term: { id } }] } },
    track_total_hits: false,
  });
  const source = hits.hits[0]?._source;
  if (!source) return undefined;
  const { header: _header, context, ...body } = await bodyOf(source);
  const row = readRow(source);
  return {
    id,
    at: formatInstant(source.at),
    instance: row.summary.instance,
    program: row.summary.program,
    ...body,
    context: unpackContext(context),
    fingerprint: source.fingerprint,
    archive: source.archive,
    labels: labelsOf(row),
    ...hiddenByOf(source.rule),
  };
}
