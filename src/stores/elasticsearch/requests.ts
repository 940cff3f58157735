import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from '@elastic/elasticsearch';
import { StoreError } from '../store.ts';
import { answered, isTemporary, isTemporaryStatus, storeError, type Failure } from './trouble.ts';

/** One HTTP request to Elasticsearch. */
export interface Request {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  path: string;
  query?: Record<string, string | number | boolean>;
  body?: object;
  /** Lines of NDJSON, for `_bulk` and `_msearch`. */
  lines?: object[];
  /** Statuses that are answers, not failures. */
  expected?: number[];
  /** False: the first failure counts. */
  patient?: boolean;
}

/** A document found. */
export interface Found<Source> {
  _index: string;
  _id: string;
  _seq_no?: number;
  _primary_term?: number;
  _source: Source;
  sort?: (string | number)[];
  fields?: Record<string, unknown[]>;
}

/** What a search gives. */
export interface SearchAnswer<Source> {
  hits: { total?: { value: number }; hits: Found<Source>[] };
  aggregations?: Record<string, unknown>;
}

/** A search for `msearch`: which index (or pattern), and what. */
export interface Search {
  index: string;
  body: object;
}

/** Why one of several answers is none. */
interface PartialFailure {
  status: number;
  error?: Failure;
}

/** An answer among several. */
type OneOfMany = SearchAnswer<unknown> & PartialFailure;

/** A document by its id, read in real time: what was written is seen, refreshed or not. */
export type Fetched<Source> = { _index: string; _id: string } & (
  | { found: true; _seq_no: number; _primary_term: number; _source: Source }
  | { found?: false; error?: Failure }
);

const ATTEMPTS = 7;

/** Milliseconds to wait before the next attempt: 0.1 s, doubled each time up to 5 s, with jitter so that many do not come at once. */
export function backOff(attempt: number): number {
  return Math.min(5_000, 100 * 2 ** attempt) * (0.5 + Math.random());
}

/**
 * All requests go through here. What fails for a moment is tried again, a bounded number of times; errors are StoreErrors.
 * Types are given as plain JSON, not as the client's compatibility types: 8.19 refuses those of a client for 9.
 */
export class Requests {
  readonly place: string;
  readonly #client: Client;
  readonly #observe: ((request: Request) => void) | undefined;
  readonly #attempts: number;
  #closed = false;

  constructor(client: Client, place: string, observe?: (request: Request) => void, attempts = ATTEMPTS) {
    this.#client = client;
    this.place = place;
    this.#observe = observe;
    this.#attempts = attempts;
  }

  /** Gives the answer's body. */
  async send<Answer>(request: Request): Promise<Answer> {
    if (this.#closed) throw new StoreError('closed', 'The store has been closed.');
    const attempts = request.patient === false ? 1 : this.#attempts;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once<Answer>(request);
      } catch (error) {
        if (attempt === attempts || !isTemporary(error)) throw storeError(error, this.place);
        await wait(backOff(attempt - 1));
      }
    }
  }

  async search<Source>(index: string, body: object): Promise<SearchAnswer<Source>> {
    return await this.send({ method: 'POST', path: `/${index}/_search`, query: WHOLE, body });
  }

  /** Several searches in one request, their answers in the same order. */
  async msearch(searches: Search[]): Promise<SearchAnswer<unknown>[]> {
    const lines = searches.flatMap(({ index, body }) => [{ index, ...WHOLE }, body]);
    const { responses } = await this.#inWhole<{ responses: OneOfMany[] }>(
      { method: 'POST', path: '/_msearch', lines },
      (answer) => answer.responses.find(({ error }) => error),
    );
    return responses;
  }

  /** Documents by id, in the order given; those of an index that does not exist are not found. */
  async mget<Source>(docs: { _index: string; _id: string; _source?: string[] | false }[]): Promise<Fetched<Source>[]> {
    if (docs.length === 0) return [];
    const answer = await this.#inWhole<{ docs: Fetched<Source>[] }>(
      { method: 'POST', path: '/_mget', body: { docs } },
      (answer) => answer.docs.map(unread).find((error) => error),
    );
    return answer.docs;
  }

  /** What was written before can be found from now on. What cannot be would be counted as not there. */
  async refresh(indices: string): Promise<void> {
    await this.#inWhole<{ _shards: { failed: number } }>(
      { method: 'POST', path: `/${indices}/_refresh`, query: LENIENT },
      ({ _shards }) =>
        _shards.failed > 0 ? { status: 503, error: { reason: `${indices} cannot be refreshed` } } : undefined,
    );
  }

  /** Asks again, a bounded number of times, while a part of the answer is a failure of the moment. */
  async #inWhole<Answer>(request: Request, partOf: (answer: Answer) => PartialFailure | undefined): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.send<Answer>(request);
      const part = partOf(answer);
      if (!part) return answer;
      const { status, error = {} } = part;
      if (attempt >= this.#attempts || !isTemporaryStatus(status)) throw answered(status, error, this.place);
      await wait(backOff(attempt - 1));
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#client.close();
  }

  async #once<Answer>(request: Request): Promise<Answer> {
    this.#observe?.(request);
    const { method, path, query, body, lines, expected = [] } = request;
    const bulkBody = lines && encodeLines(lines);
    const answer = await this.#client.transport.request(
      {
        method,
        path,
        ...(query && { querystring: query }),
        ...(body && { body }),
        ...(bulkBody && { bulkBody }),
      },
      {
        headers: {
          accept: 'application/json',
          ...((body ?? lines) && { 'content-type': lines ? 'application/x-ndjson' : 'application/json' }),
        },
        ignore: expected,
      },
    );
    // Garbage of this size would be collected late; after a failure it may still be under way.
    bulkBody?.buffer.transfer(0);
    return answer as Answer;
  }
}

/** NDJSON as bytes: as one text of megabytes it would be copied twice on its way. */
function encodeLines(lines: readonly object[]): Buffer<ArrayBuffer> {
  const texts = lines.map((line) => JSON.stringify(line));
  const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  const bytes = Buffer.allocUnsafeSlow(size);
  let end = 0;
  for (const text of texts) {
    end += bytes.write(text, end);
    end += bytes.write('\n', end);
  }
  return bytes;
}

/** Months come and go: a pattern or name that fits no index finds nothing. */
const LENIENT = { ignore_unavailable: true, allow_no_indices: true };

/** An answer without some of the shards would count wrong: it is a failure, and tried again. */
const WHOLE = { ...LENIENT, allow_partial_search_results: false };

/** A document whose shard did not answer is not one that is not there. */
function unread(doc: Fetched<unknown>): PartialFailure | undefined {
  const error = 'error' in doc ? doc.error : undefined;
  return error && error.type !== 'index_not_found_exception' ? { status: 503, error } : undefined;
}
