import type { FastifyError } from 'fastify';
import { type ProblemDocument, problemDocument } from '../api/problem.ts';

const PLACES: Record<string, string> = { querystring: 'query', params: 'path', body: 'body', headers: 'header' };

/** The problem of a request that does not fit its route's schema: the first thing that does not. */
export function invalidParameter(error: FastifyError): ProblemDocument {
  const place = PLACES[error.validationContext ?? ''] ?? 'request';
  const first = error.validation?.[0];
  const params: Record<string, unknown> = first?.params ?? {};
  const name = first?.instancePath.slice(1).replaceAll('/', '.') || named(params);
  const parameter = name === '' ? place : `${place}.${name}`;
  return problemDocument(400, `${parameter} ${reason(first?.keyword, params, first?.message)}.`, { parameter });
}

/** The property that is too many, or missing. */
function named(params: Record<string, unknown>): string {
  const name = params['additionalProperty'] ?? params['missingProperty'];
  return typeof name === 'string' ? name : '';
}

function reason(keyword: string | undefined, params: Record<string, unknown>, message = 'is not valid'): string {
  switch (keyword) {
    case 'additionalProperties':
      return 'is not known here';
    case 'required':
      return 'is missing';
    case 'enum': {
      const allowed = params['allowedValues'];
      return `must be one of ${Array.isArray(allowed) ? allowed.join(', ') : 'its values'}`;
    }
    case 'pattern':
    case 'format':
      return 'is not written as it must be';
    default:
      return message;
  }
}
