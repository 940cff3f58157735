/**
 * Why the tracker did not do what was asked: who it takes us for, what we may do, what it misses, that it asks for patience,
 * that it is not to be reached, or what the message says.
 */
export type TicketTrouble =
  | 'wrong password'
  | 'captcha'
  | 'no permission'
  | 'not found'
  | 'field missing'
  | 'refused'
  | 'too many requests'
  | 'unreachable'
  | 'down'
  | 'failed';

interface Details extends ErrorOptions {
  /** Milliseconds after which it may be asked again. */
  retryAfter?: number;
  /** The request may have been carried out although no answer says so. */
  mayBeDone?: boolean;
  /** What the tracker says of single fields, by their ids. */
  fields?: Readonly<Record<string, string>>;
}

/** What went wrong with a tracker, as one sentence that says what to do. */
export class TicketError extends Error {
  override name = 'TicketError';
  readonly reason: TicketTrouble;
  readonly retryAfter: number | undefined;
  readonly mayBeDone: boolean;
  readonly fields: Readonly<Record<string, string>>;

  constructor(reason: TicketTrouble, message: string, { retryAfter, mayBeDone, fields, ...options }: Details = {}) {
    super(message, options);
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.mayBeDone = mayBeDone ?? false;
    this.fields = fields ?? {};
  }
}
