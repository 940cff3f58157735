import type { FastifyError, FastifyRequest } from 'fastify';
import { QueryError } from '../../src/core/groups/query.ts';
import { CursorError, StoreError } from '../../src/stores/store.ts';
import { TicketError } from '../../src/tickets/ticketError.ts';
import { Problem, type ProblemDocument, problemDocument } from '../api/problem.ts';
import { invalidParameter } from './invalidParameter.ts';

/** What an error of a request is to whoever asked. */
export function describeProblem(error: FastifyError, request: FastifyRequest): ProblemDocument {
  if (error instanceof Problem) return error.document;
  if (error instanceof CursorError) {
    return problemDocument(400, 'This cursor belongs to another list. Ask for the first page again, without cursor.', {
      parameter: 'query.cursor',
    });
  }
  if (error instanceof QueryError)
    return problemDocument(400, error.message, { parameter: 'query.q', position: error.position });
  if (error instanceof StoreError) return storeTrouble(error, request);
  if (error instanceof TicketError) return ticketTrouble(error);
  if (error.validation) return invalidParameter(error);
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) return problemDocument(status, SENTENCES[error.code] ?? sentence(error.message));
  return failed(request);
}

/** Its own message names files of the server and goes to the log. */
function storeTrouble({ reason }: StoreError, request: FastifyRequest): ProblemDocument {
  const extra = { request: request.id };
  switch (reason) {
    case 'busy':
      return problemDocument(503, 'The store is busy. Try again in a moment.', { ...extra, retry_after: 1 });
    case 'unreachable':
      return problemDocument(503, 'The store does not answer. Try again in a while.', { ...extra, retry_after: 10 });
    case 'closed':
      return problemDocument(503, 'The server is stopping. Try again in a moment.', { ...extra, retry_after: 5 });
    case 'full':
      return problemDocument(503, 'Nothing was changed: the server’s disk is full.', extra);
    default:
      return failed(request);
  }
}

/** Its sentence is made for people: it says what to do. */
function ticketTrouble({ reason, message, retryAfter }: TicketError): ProblemDocument {
  switch (reason) {
    case 'field missing':
    case 'refused':
      return problemDocument(422, message);
    case 'not found':
      return problemDocument(404, message);
    case 'too many requests':
      return problemDocument(503, message, { retry_after: Math.ceil((retryAfter ?? 60_000) / 1_000) });
    default:
      return problemDocument(502, message);
  }
}

function failed({ id }: FastifyRequest): ProblemDocument {
  return problemDocument(500, 'The server failed at this; its log says why, under the request’s id.', { request: id });
}

/** For those of the framework's own errors that do not say what to do. */
const SENTENCES: Record<string, string> = {
  FST_CSRF_MISSING_SECRET:
    'Nothing was changed: this form is too old, or the browser refuses cookies. Load the page again and repeat.',
  FST_CSRF_INVALID_TOKEN: 'Nothing was changed: this form is too old. Load the page again and repeat.',
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is too large: at most 64 KiB.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty, but said to be JSON. Send {} or leave Content-Type out.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not JSON.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE:
    'The body must be JSON (application/json) or a form (application/x-www-form-urlencoded).',
};

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
