import formbody from '@fastify/formbody';
import type { FastifyInstance } from 'fastify';

/** Bodies are JSON or forms. Fastify's own text/plain parser goes: any page elsewhere may send such a body without asking first. */
export async function formBodies(app: FastifyInstance): Promise<void> {
  app.removeContentTypeParser('text/plain');
  await app.register(formbody);
}
