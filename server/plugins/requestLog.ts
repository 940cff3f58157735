import type { FastifyInstance } from 'fastify';

/** One line for each answer, under the request's id, which the answer carries too. Probes and files are logged at debug only. */
export function requestLog(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const quiet = request.routeOptions.config.open === true || request.url.startsWith('/media/');
    request.log[quiet ? 'debug' : 'info'](
      { method: request.method, url: request.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });
}
