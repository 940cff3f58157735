import { CursorError, StoreError } from '../store.ts';
import { bodyText } from './answerBody.ts';
import { AnswerError, type Reader } from './answerFields.ts';
import { headTrouble, problemTrouble } from './answerTrouble.ts';
import { TIME_ZONE_HEADER } from './apiVersion.ts';
import { brokeOff, fetchTrouble } from './fetchTrouble.ts';

/** Where the companion server is and how it is asked. */
export interface CompanionOptions {
  /** Its origin. */
  address: URL;
  /** Its access token, asked for before each request; sent to its origin only. */
  token: () => Promise<string | undefined>;
  /** Milliseconds until a whole answer must be there; 15,000 unless told. */
  timeLimit?: number;
  /** Bytes that an answer may have; 32 MiB unless told. */
  largest?: number;
}

/** Parameters of a request; those that are undefined are left out. */
export type Parameters = Record<string, string | number | boolean | undefined>;

/** One request: a change is posted, the rest is got. */
interface Asked {
  path: string;
  parameters?: Parameters;
  change?: object;
  /** That there is none is an answer too. */
  mayLack?: boolean;
}

/** Statuses that say that there is none, rather than that something is wrong. */
const NONE = [404, 410];

/** The companion server's HTTP API. Whatever goes wrong is a StoreError (or a CursorError) with one sentence. Asks nothing before it is asked. */
export class CompanionApi {
  readonly address: URL;
  readonly #options: Required<CompanionOptions>;
  readonly #closed = new AbortController();
  #timeZone: string | undefined;

  constructor(options: CompanionOptions) {
    this.address = options.address;
    this.#options = { timeLimit: 15_000, largest: 32 * 1024 * 1024, ...options };
  }

  /** Of the store, once any request was answered. */
  get timeZone(): string {
    if (this.#timeZone === undefined) throw new Error('The companion server has not answered yet: await a call first.');
    return this.#timeZone;
  }

  /** What must be there. */
  async get<Value>(path: string, parameters: Parameters, read: Reader<Value>): Promise<Value> {
    return this.#read(await this.#ask({ path, parameters }), read);
  }

  /** What may be there: undefined when the server knows of none. */
  async find<Value>(path: string, parameters: Parameters, read: Reader<Value>): Promise<Value | undefined> {
    const body = await this.#ask({ path, parameters, mayLack: true });
    return body === undefined ? undefined : this.#read(body, read);
  }

  /** A change. Undefined: there is nothing to change. */
  async post<Value>(path: string, change: object, read: Reader<Value>): Promise<Value | undefined> {
    const body = await this.#ask({ path, change, mayLack: true });
    return body === undefined ? undefined : this.#read(body, read);
  }

  /** Ends requests under way; none is made any more. */
  close(): void {
    this.#closed.abort();
  }

  async #ask({ path, parameters = {}, change, mayLack = false }: Asked): Promise<unknown> {
    this.#failWhenClosed();
    const url = new URL(path, this.address);
    for (const [name, value] of Object.entries(parameters))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const { token: tokenNow, timeLimit } = this.#options;
    const token = await tokenNow();
    try {
      const { status, body } = await this.#answer(url, {
        method: change ? 'POST' : 'GET',
        headers: this.#headers(token, change),
        ...(change && { body: JSON.stringify(change) }),
        // A redirect could lead the token to another origin.
        redirect: 'manual',
        credentials: 'omit',
        signal: AbortSignal.any([this.#closed.signal, AbortSignal.timeout(timeLimit)]),
      });
      if (mayLack && NONE.includes(status)) return undefined;
      if (status !== 200) throw problemTrouble(status, body, this.address, token !== undefined);
      return body;
    } catch (error) {
      if (error instanceof StoreError || error instanceof CursorError) throw error;
      this.#failWhenClosed();
      throw fetchTrouble(error, this.address, timeLimit);
    }
  }

  async #answer(url: URL, request: RequestInit): Promise<{ status: number; body: unknown }> {
    const response = await fetch(url, request).catch((error: unknown) => {
      // What only reads can be asked again; a change may have been made.
      if (request.method === 'GET' && brokeOff(error)) return fetch(url, request);
      throw error;
    });
    const trouble = headTrouble(response, this.address);
    if (trouble) {
      await response.body?.cancel();
      throw trouble;
    }
    this.#timeZone = response.headers.get(TIME_ZONE_HEADER) ?? this.#timeZone;
    const text = await bodyText(response, this.#options.largest);
    return { status: response.status, body: this.#parse(text, response.status) };
  }

  /** Without a token a change must say that it comes from the server's own pages, as browsers would. */
  #headers(token: string | undefined, change: object | undefined): Record<string, string> {
    return {
      accept: 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(change && { 'content-type': 'application/json' }),
      ...(change && token === undefined && { origin: this.address.origin }),
    };
  }

  #parse(text: string, status: number): unknown {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new StoreError(
        'failed',
        `The companion server at ${this.address.origin} answered with something that is not JSON (${status}). A proxy in between may have changed it.`,
        { cause: error },
      );
    }
  }

  #read<Value>(body: unknown, read: Reader<Value>): Value {
    try {
      return read(body, '');
    } catch (error) {
      if (!(error instanceof AnswerError)) throw error;
      throw new StoreError(
        'failed',
        `The companion server at ${this.address.origin} gave an answer that this extension does not understand: ${error.message}. Update both to the same version.`,
        { cause: error },
      );
    }
  }

  #failWhenClosed(): void {
    if (this.#closed.signal.aborted)
      throw new StoreError('closed', `The connection to ${this.address.origin} was closed.`);
  }
}
