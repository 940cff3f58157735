import type { FastifyRequest } from 'fastify';

/** What a body says it is, in lower case and without parameters. */
export function mediaType(request: FastifyRequest): string | undefined {
  return request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
}

/** True for bodies as HTML forms send them. */
export function isForm(request: FastifyRequest): boolean {
  return mediaType(request) === 'application/x-www-form-urlencoded';
}
