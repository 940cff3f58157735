import type { FastifyRequest } from 'fastify';

/** True for requests that may change something. */
export function isChanging(request: FastifyRequest): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
}
