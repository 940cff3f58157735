import type { FastifyRequest } from 'fastify';
import { isChanging } from './isChanging.ts';

/** What a token may be used for: `ingest` hands in archives and nothing else, `read` reads, `write` does both and changes the rest. */
export type Scope = 'ingest' | 'read' | 'write';

export const SCOPES: readonly Scope[] = ['ingest', 'read', 'write'];

/** Routes that ask for another scope than `read` where nothing changes, `write` elsewhere. */
export const ROUTE_SCOPES: Readonly<Record<string, Scope>> = {
  '/api/parse_s3': 'ingest',
  '/api/parse_s3_day': 'ingest',
  '/api/parse_s3_date_range': 'ingest',
  '/api/archives/retry': 'ingest',
  // Whoever has a token may give it up.
  '/api/editor/sign_out': 'read',
};

/** True when a token of one scope may do what needs another. */
export function covers(held: Scope, needed: Scope): boolean {
  return held === 'write' || held === needed;
}

/** The scope that a request needs. */
export function neededScope(request: FastifyRequest): Scope {
  return ROUTE_SCOPES[request.routeOptions.url ?? ''] ?? (isChanging(request) ? 'write' : 'read');
}
