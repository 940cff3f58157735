import { ALL_DAYS, addDays, type Day } from '../../core/groups/day.ts';
import type { Backend } from './backend.ts';
import { rangeFilter } from './calendar.ts';
import { bulk, type Operation } from './bulk.ts';
import { changeMeta } from './meta.ts';
import { endOfMonth } from './names.ts';
import { storedTracebacks } from './ownedTracebacks.ts';

/**
 * Freezes the days before the given one and drops their tracebacks: whole months with their index, the rest by id. Their counts are frozen first: a
 * crash leaves some of the tracebacks for the next time, no count is lost. Gives how many tracebacks went.
 */
export async function retain(backend: Backend, before: Day): Promise<number> {
  const { requests, names, calendar } = backend;
  const frozen = await changeMeta(requests, names, 'frozen', (known) =>
    known && known.before >= before ? undefined : { before },
  );
  const old = { from: ALL_DAYS.from, to: addDays(frozen?.before ?? before, -1) };
  const end = calendar.instants(old).to;
  await requests.refresh(names.tracebacks);
  let dropped = await dropMonths(backend, end);
  for await (const page of storedTracebacks(backend, [rangeFilter(calendar, old)])) {
    const conflicts = await bulk(
      requests,
      page.map(({ index, id, read }): Operation => ({ does: 'delete', index, id, read })),
    );
    dropped += page.length - conflicts.length;
  }
  await requests.refresh(names.tracebacks);
  return dropped;
}

interface Counts {
  months: { buckets: { key: string; doc_count: number }[] };
}

/** The months that end before the instant. */
async function dropMonths({ requests, names, months }: Backend, end: number): Promise<number> {
  const found = await requests.send<Record<string, unknown>>({
    method: 'GET',
    path: `/${names.tracebacks}/_settings/index.uuid`,
  });
  const old = Object.keys(found).filter((index) => (endOfMonth(index) ?? Number.POSITIVE_INFINITY) <= end);
  if (old.length === 0) return 0;
  const { aggregations } = await requests.search(names.tracebacks, {
    size: 0,
    query: { terms: { _index: old } },
    aggs: { months: { terms: { field: '_index', size: old.length } } },
  });
  const counts = aggregations as Counts | undefined;
  for (const index of old) {
    await requests.send({ method: 'DELETE', path: `/${index}`, expected: [404] });
    months.forget(index);
  }
  return (counts?.months.buckets ?? []).reduce((sum, { doc_count }) => sum + doc_count, 0);
}
