import { randomUUID } from 'node:crypto';
import { Touched } from '../touched.ts';
import type { Backend } from './backend.ts';
import { bulk } from './bulk.ts';

/** A document of the meta index. */
interface NotedSource {
  work: string;
  /** When it was noted, in milliseconds since 1970. */
  at: number;
  /** Pairs as JSON. */
  data: string;
}

type Pairs = [fingerprint: string, days: string[]][];

/** Whoever noted something so long ago is no longer at work, in milliseconds. */
const LONG_AGO = 24 * 3_600_000;

/** A crash leaves a document for each batch with something new in it; so many are looked at. */
const MOST = 10_000;

/**
 * Which days of which groups somebody is about to change, written down before the first traceback is: after a crash whoever takes up the
 * same work counts them anew, even those whose tracebacks are gone by then. Several may do the same work at once, each with notes of its
 * own: what others left is counted but stays, as nobody can tell whether they are still at work, until it is a day old.
 */
export class Unfinished {
  readonly #backend: Backend;
  readonly #work: string;
  readonly #noted = new Map<string, Set<string>>();
  #ids: string[] = [];
  #waiting: Pairs | undefined;
  #notes: Promise<unknown> = Promise.resolve();
  #outlived: string[] = [];

  /** `work`: names what is done; whoever does the same again gives the same name. */
  constructor(backend: Backend, work: string) {
    this.#backend = backend;
    this.#work = work;
  }

  /** What was noted for this work by those who did not come to its end yet. */
  async left(): Promise<Touched> {
    const { requests, names } = this.#backend;
    await requests.refresh(names.meta);
    const { hits } = await requests.search<NotedSource>(names.meta, {
      size: MOST,
      query: { bool: { filter: [{ term: { work: this.#work } }] } },
      track_total_hits: false,
    });
    const touched = new Touched();
    for (const { _id, _source } of hits.hits) {
      if (_source.at < Date.now() - LONG_AGO) this.#outlived.push(_id);
      for (const [fingerprint, days] of JSON.parse(_source.data) as Pairs) {
        for (const day of days) touched.add(fingerprint, day);
      }
    }
    return touched;
  }

  /** Call before what is touched is changed. Once a note could not be written, no later one is. */
  async note(touched: Touched): Promise<void> {
    const pairs: Pairs = [];
    for (const [fingerprint, days] of touched.groups()) {
      const known = this.#noted.get(fingerprint) ?? new Set();
      const fresh = [...days].filter((day) => !known.has(day));
      if (fresh.length === 0) continue;
      for (const day of fresh) known.add(day);
      this.#noted.set(fingerprint, known);
      pairs.push([fingerprint, fresh]);
    }
    if (pairs.length > 0) {
      this.#waiting ??= this.#next();
      this.#waiting.push(...pairs);
    }
    // What is known may have been noted a moment ago, by a note that is on its way.
    await this.#notes;
  }

  /** Pairs of a note that is written when the former one has been; those that come until then are in it, too. */
  #next(): Pairs {
    const pairs: Pairs = [];
    const former = this.#notes;
    this.#notes = (async () => {
      await former;
      this.#waiting = undefined;
      await this.#write(pairs);
    })();
    return pairs;
  }

  async #write(pairs: Pairs): Promise<void> {
    const id = `unfinished ${randomUUID()}`;
    this.#ids.push(id);
    const document: NotedSource = { work: this.#work, at: Date.now(), data: JSON.stringify(pairs) };
    await bulk(this.#backend.requests, [{ does: 'index', index: this.#backend.names.meta, id, document }]);
  }

  /** Everything touched has been counted. */
  async done(): Promise<void> {
    const ids = [...this.#ids, ...this.#outlived];
    this.#ids = [];
    this.#noted.clear();
    this.#outlived = [];
    const { requests, names } = this.#backend;
    await bulk(
      requests,
      ids.map((id) => ({ does: 'delete', index: names.meta, id })),
    );
  }
}
