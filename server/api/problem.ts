import { STATUS_CODES } from 'node:http';

/** What an answer with an error says: a problem document of RFC 9457. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  /** What is wrong, where, and what to do. */
  detail: string;
  /** The parameter that is wrong, if it is one: `query.limit`. */
  parameter?: string;
  /** Where in a search the mistake stands, in characters from 0. */
  position?: number;
  /** What the server's log has for it; set when the fault is the server's. */
  request?: string;
  /** Seconds after which it may go better; the Retry-After header says so too. */
  retry_after?: number;
}

type ProblemExtra = Pick<ProblemDocument, 'parameter' | 'position' | 'retry_after'>;

/** Thrown for what the asker can do something about; the error handler answers with it. */
export class Problem extends Error {
  override name = 'Problem';
  readonly statusCode: number;
  readonly extra: ProblemExtra;

  constructor(statusCode: number, detail: string, extra: ProblemExtra = {}) {
    super(detail);
    this.statusCode = statusCode;
    this.extra = extra;
  }

  /** As it is sent. */
  get document(): ProblemDocument {
    return problemDocument(this.statusCode, this.message, this.extra);
  }
}

/** A problem document whose title is the status's own name. */
export function problemDocument(status: number, detail: string, extra: Partial<ProblemDocument> = {}): ProblemDocument {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail, ...extra };
}
