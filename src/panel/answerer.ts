import { ALL_DAYS } from '../core/groups/day.ts';
import type { Place } from '../core/source/place.ts';
import type { Connection } from '../connection/connection.ts';
import { newestHit } from '../stores/newestHit.ts';
import type { Traceback } from '../stores/store.ts';
import type { Action, Answers, Request } from './protocol.ts';

/** Finds where each frame of a traceback is in today's source: by exception and frame, undefined where it leads nowhere. */
export interface FramePlacing {
  placeFrames(traceback: Traceback): Promise<readonly (readonly (Place | undefined)[])[]>;
}

/** What answering a page's requests needs. */
export interface AnswerParts {
  /** Undefined: none is chosen. */
  connection(): Connection | undefined;
  frames?: FramePlacing;
  /** Papertrail's address, without a slash at its end. */
  papertrail(): string;
  /** Starts a command of the extension; does not wait for it. */
  run(action: Action): void;
  copy(text: string): Promise<void>;
}

/** Hits on a page of the list. */
const PAGE = 50;

/** Answers a page's requests about one group. Every promise that it gives rejects with one sentence for the reader. */
export class Answerer {
  readonly #fingerprint: string;
  readonly #parts: AnswerParts;

  constructor(fingerprint: string, parts: AnswerParts) {
    this.#fingerprint = fingerprint;
    this.#parts = parts;
  }

  async answer(request: Request): Promise<Answers[Request['call']]> {
    switch (request.call) {
      case 'group':
        return this.#group();
      case 'traceback':
        return this.#traceback(request.id);
      case 'hits':
        return this.#hits(request);
      case 'places':
        return this.#places(request.id);
      case 'lines':
        return this.#lines(request);
      case 'run':
        this.#parts.run(request.action);
        return null;
      case 'copy':
        await this.#parts.copy(request.text);
    }
    return null;
  }

  async #group(): Promise<Answers['group']> {
    const { store, label, siteAddress, lines, readOnly = false } = this.#connection();
    const [group, newest] = await Promise.all([store.group(this.#fingerprint), newestHit(store, this.#fingerprint)]);
    if (!group)
      throw new Error(
        `${label} holds no fault ${this.#fingerprint}. Its archive may have been read again and have changed, or the fault is of another connection.`,
      );
    return {
      group,
      ...(newest !== undefined && { newest }),
      timeZone: store.timeZone,
      papertrail: this.#parts.papertrail(),
      site: siteAddress !== undefined,
      moreLines: lines !== undefined,
      readOnly,
    };
  }

  async #traceback(id: string): Promise<Traceback> {
    const { store, label } = this.#connection();
    const traceback = await store.traceback(id);
    if (traceback) return traceback;
    throw new Error(
      `${label} no longer holds this traceback (${id}): its archive was read again and has changed, or its day is past the retention time.`,
    );
  }

  async #hits({ day, cursor }: Extract<Request, { call: 'hits' }>): Promise<Answers['hits']> {
    const { store } = this.#connection();
    return store.tracebacks({
      fingerprint: this.#fingerprint,
      range: day === undefined ? ALL_DAYS : { from: day, to: day },
      hidden: true,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
  }

  async #places(id: string): Promise<Answers['places']> {
    const places = await this.#parts.frames?.placeFrames(await this.#traceback(id));
    return places?.map((ofException) => ofException.map((place) => place ?? null)) ?? null;
  }

  async #lines({ wanted }: Extract<Request, { call: 'lines' }>): Promise<Answers['lines']> {
    return (await this.#connection().lines?.moreLines(wanted)) ?? null;
  }

  #connection(): Connection {
    const connection = this.#parts.connection();
    if (connection) return connection;
    throw new Error('Nothing is open to read this fault from. Open its log archive again, or choose a connection.');
  }
}
