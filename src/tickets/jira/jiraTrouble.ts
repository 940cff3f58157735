import { duration } from '../../core/wording/duration.ts';
import { TicketError } from '../ticketError.ts';

/** What is known of a request that failed, whatever client sent it. */
export interface Failure {
  status?: number;
  body?: unknown;
  /** Milliseconds, from `Retry-After`. */
  retryAfter?: number;
  /** Of the operating system, such as `ECONNREFUSED`. */
  code?: string;
  /** What Jira's header says of a refused sign-in. */
  deniedBecause?: string;
  cause?: unknown;
}

/** Where and what was asked. `writes`: it changes something when it is carried out. */
export interface Asked {
  /** Host name, for the sentence. */
  host: string;
  /** For the sentence: `create the ticket in SHOP`. */
  what: string;
  writes: boolean;
}

/** Errors of a request that never reached a server. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** A failed request as one sentence that says what to do. */
export function jiraTrouble(failure: Failure, { host, what, writes }: Asked): TicketError {
  const { status, cause, deniedBecause = '' } = failure;
  const error = (...[reason, message, details]: ConstructorParameters<typeof TicketError>): TicketError =>
    new TicketError(reason, message, { cause, ...details });
  if (status === undefined) {
    const mayBeDone = writes && !NOT_SENT.has(failure.code ?? '');
    const why = failure.code ? ` (${failure.code})` : '';
    if (mayBeDone)
      return error(
        'unreachable',
        `The connection to ${host} was lost${why} before it answered: it may have been told to ${what}, or not.`,
        { mayBeDone },
      );
    return error('unreachable', `Could not reach ${host}${why} to ${what}. Check the network and Jira’s address.`);
  }
  if (/captcha|AUTHENTICATION_DENIED/i.test(deniedBecause))
    return error(
      'captcha',
      `${host} asks for a captcha after too many failed sign-ins. Sign in to Jira in a browser once, then try again.`,
    );
  if (status === 401)
    return error(
      'wrong password',
      `${host} does not accept the e-mail address and API token. Make a new token at id.atlassian.com and set it.`,
    );
  const said = words(failure.body);
  if (status === 403)
    return error('no permission', `This account has no permission to ${what}${said ? `: ${said}` : '.'}`);
  if (status === 404)
    return error(
      'not found',
      `${host} knows nothing of what is needed to ${what}, or this account may not see it${said ? `: ${said}` : '.'}`,
    );
  if (status === 429) {
    const { retryAfter } = failure;
    const when = retryAfter === undefined ? 'a minute' : duration(retryAfter);
    return error('too many requests', `${host} asks for patience after too many requests. Try again in ${when}.`, {
      retryAfter: retryAfter ?? 60_000,
    });
  }
  if (status >= 500) {
    // Something before Jira answers so, too, after Jira did its work.
    return error(
      'down',
      `${host} is down or overloaded (${status})${writes ? `: it may have been told to ${what}, or not.` : '. Try again later.'}`,
      { mayBeDone: writes },
    );
  }
  const fields = fieldErrors(failure.body);
  const missing = Object.values(fields).some((text) => /required|must be (?:specified|set)|is missing/i.test(text));
  return error(missing ? 'field missing' : 'refused', `${host} refuses to ${what}: ${said || `status ${status}`}`, {
    fields,
  });
}

function fieldErrors(body: unknown): Record<string, string> {
  const errors = (body as { errors?: unknown } | null)?.errors;
  if (typeof errors !== 'object' || errors === null) return {};
  return Object.fromEntries(
    Object.entries(errors).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** What Jira says is wrong, as one line with a full stop. */
function words(body: unknown): string {
  const messages = (body as { errorMessages?: unknown } | null)?.errorMessages;
  const all = [
    ...(Array.isArray(messages) ? messages.filter((each) => typeof each === 'string') : []),
    ...Object.entries(fieldErrors(body)).map(([field, text]) => `${field}: ${text}`),
  ];
  const line = all.join(' ').replaceAll(/\s+/g, ' ').trim().slice(0, 500);
  return line === '' || line.endsWith('.') ? line : `${line}.`;
}
