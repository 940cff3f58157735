import { Touched } from '../touched.ts';
import type { Backend } from './backend.ts';
import { bulk, type Operation } from './bulk.ts';
import { metaDocument, metaValue, readMeta } from './meta.ts';
import type { Fetched } from './requests.ts';
import { rememberedWords } from './searchWords.ts';
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

interface Plan {
  operations: Operation[];
  touched: Touched;
}

/** Where more than this share of a batch is stored already, the next batches are looked up before they are sent. */
const MOSTLY = 0.5;

/**
 * Writes tracebacks that differ from what is stored. Each document is changed only as it was read: of two who write the same id, each
 * knows what it replaced. New ones are made without looking, as an archive is mostly taken in for the first time; only what turns
 * out to be there is read. Those of frozen days go.
 */
export class TracebackSaver {
  readonly #backend: Backend;
  readonly #unfinished: Pick<Unfinished, 'note'>;
  readonly #wordsOf = rememberedWords();
  #frozenBefore: Promise<string> | undefined;
  #isNew: boolean;

  /** `isNew` false: most of it is stored, and looked up first. */
  constructor(backend: Backend, unfinished: Pick<Unfinished, 'note'>, { isNew = true } = {}) {
    this.#backend = backend;
    this.#unfinished = unfinished;
    this.#isNew = isNew;
  }

  /** Gives which days of which groups are to be counted anew. */
  async put(batch: readonly Incoming[]): Promise<Touched> {
    const all = new Touched();
    if (batch.length === 0) return all;
    let open = batch;
    let known = !this.#isNew;
    while (open.length > 0) {
      const { operations, touched } = known ? await this.#planKnown(open) : await this.#planNew(open);
      if (operations.length === 0 && known) break;
      const written = this.#backend.months.ensure(
        operations.filter(({ does }) => does !== 'delete').map(({ index }) => index),
      );
      await Promise.all([this.#unfinished.note(touched), written]);
      const conflicts = new Set((await bulk(this.#backend.requests, operations)).map(({ id }) => id));
      for (const [fingerprint, days] of touched.groups()) for (const day of days) all.add(fingerprint, day);
      open = open.filter(({ traceback }) => conflicts.has(traceback.id));
      if (!known && open.length > batch.length * MOSTLY) this.#isNew = false;
      known = true;
    }
    return all;
  }

  /** As if nothing of it were stored: what is conflicts, and changes nothing. */
  async #planNew(batch: readonly Incoming[]): Promise<Plan> {
    const { names, calendar, requests } = this.#backend;
    this.#frozenBefore ??= readMeta(requests, names, 'frozen').then(({ value }) => value?.before ?? '');
    const frozenBefore = await this.#frozenBefore;
    // A traceback of a frozen day may be there, and has to go then.
    if (batch.some(({ traceback }) => calendar.dayOf(traceback.at) < frozenBefore)) return await this.#planKnown(batch);
    const touched = new Touched();
    const operations = batch.map((next): Operation => {
      const { at, fingerprint, id } = next.traceback;
      touched.add(fingerprint, calendar.dayOf(at));
      return { does: 'create', index: names.month(at), id, document: documentOf(next, this.#wordsOf) };
    });
    return { operations, touched };
  }

  async #planKnown(batch: readonly Incoming[]): Promise<Plan> {
    const { names, calendar, requests } = this.#backend;
    const places = batch.map(({ traceback }) => ({ _index: names.month(traceback.at), _id: traceback.id }));
    const [meta, ...known] = await requests.mget<TracebackSource>([
      metaDocument(names, 'frozen'),
      ...places.map((place) => ({ ...place, _source: KNOWN_FIELDS })),
    ]);
    const frozenBefore = metaValue('frozen', meta as Fetched<{ data: string }> | undefined).value?.before ?? '';
    const touched = new Touched();
    const operations = batch.map((next, n): Operation | undefined => {
      const { at, fingerprint, id } = next.traceback;
      const index = names.month(at);
      const stored = known[n];
      const read = stored?.found ? { seqNo: stored._seq_no, primaryTerm: stored._primary_term } : undefined;
      if (stored?.found && isSame(stored._source, next)) return undefined;
      if (stored?.found) touched.add(stored._source.fingerprint, calendar.dayOf(stored._source.at));
      const day = calendar.dayOf(at);
      if (day < frozenBefore) return read && { does: 'delete', index, id, read };
      touched.add(fingerprint, day);
      const document = documentOf(next, this.#wordsOf);
      return read ? { does: 'index', index, id, document, read } : { does: 'create', index, id, document };
    });
    return { operations: operations.filter((operation) => operation !== undefined), touched };
  }
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
