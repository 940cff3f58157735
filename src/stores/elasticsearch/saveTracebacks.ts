import { Touched } from '../touched.ts';
import type { Backend } from './backend.ts';
import { bulk, type Operation } from './bulk.ts';
import { metaDocument, metaValue } from './meta.ts';
import type { Fetched } from './requests.ts';
import { documentOf, isSame, KNOWN_FIELDS, type Incoming, type TracebackSource } from './tracebackDocument.ts';
import type { Unfinished } from './unfinished.ts';

/** A stored traceback that is to go, as it was read. */
export interface Going {
  index: string;
  id: string;
  fingerprint: string;
  at: number;
  read: { seqNo: number; primaryTerm: number };
}

/** What a save did. */
export interface Saved {
  touched: Touched;
  /** How many tracebacks were written. */
  changed: number;
}

/**
 * Writes what differs from what is stored, and gives which days of which groups are to be counted anew. Each document is changed only as
 * it was read: of two who write the same id, each knows what it replaced. Those of frozen days go.
 */
export async function putTracebacks(
  backend: Backend,
  batch: readonly Incoming[],
  unfinished: Unfinished,
): Promise<Saved> {
  const saved: Saved = { touched: new Touched(), changed: 0 };
  let open = batch;
  while (open.length > 0) {
    const { operations, touched } = await plan(backend, open);
    if (operations.length === 0) break;
    await unfinished.note(touched);
    for (const [fingerprint, days] of touched.groups()) for (const day of days) saved.touched.add(fingerprint, day);
    await backend.months.ensure(operations.filter(({ does }) => does !== 'delete').map(({ index }) => index));
    const conflicts = new Set((await bulk(backend.requests, operations)).map(({ id }) => id));
    saved.changed += operations.length - conflicts.size;
    open = open.filter(({ traceback }) => conflicts.has(traceback.id));
  }
  return saved;
}

/** Deletes tracebacks, each only as it was read: what another wrote meanwhile stays. Gives what is to be counted anew. */
export async function removeTracebacks(
  backend: Backend,
  going: readonly Going[],
  unfinished: Unfinished,
): Promise<Touched> {
  const touched = new Touched();
  if (going.length === 0) return touched;
  for (const { fingerprint, at } of going) touched.add(fingerprint, backend.calendar.dayOf(at));
  await unfinished.note(touched);
  await bulk(
    backend.requests,
    going.map(({ index, id, read }): Operation => ({ does: 'delete', index, id, read })),
  );
  return touched;
}

async function plan(
  backend: Backend,
  batch: readonly Incoming[],
): Promise<{ operations: Operation[]; touched: Touched }> {
  const { names, calendar, requests } = backend;
  const places = batch.map(({ traceback }) => ({ _index: names.month(traceback.at), _id: traceback.id }));
  const [meta, ...known] = await requests.mget<TracebackSource>([
    metaDocument(names, 'frozen'),
    ...places.map((place) => ({ ...place, _source: KNOWN_FIELDS })),
  ]);
  const frozenBefore = metaValue('frozen', meta as Fetched<{ data: string }> | undefined).value?.before ?? '';
  const touched = new Touched();
  const operations = batch.map(async (next, n): Promise<Operation | undefined> => {
    const { at, fingerprint, id } = next.traceback;
    const index = names.month(at);
    const stored = known[n];
    const read = stored?.found ? { seqNo: stored._seq_no, primaryTerm: stored._primary_term } : undefined;
    if (stored?.found && isSame(stored._source, next)) return undefined;
    if (stored?.found) touched.add(stored._source.fingerprint, calendar.dayOf(stored._source.at));
    const day = calendar.dayOf(at);
    if (day < frozenBefore) return read && { does: 'delete', index, id, read };
    touched.add(fingerprint, day);
    const document = await documentOf(next);
    return read ? { does: 'index', index, id, document, read } : { does: 'create', index, id, document };
  });
  const planned = await Promise.all(operations);
  return { operations: planned.filter((operation) => operation !== undefined), touched };
}
