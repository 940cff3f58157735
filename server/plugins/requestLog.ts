import type { FastifyInstance } from 'fastify';

/** One line for each answer, under the request's id, which the answer carries too. Probes and files are logged at debug only. */
export function requestLog(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const quiet = QUIET.has(request.routeOptions.url ?? '');
    request.log[quiet ? 'debug' : 'info'](
      {
        method: request.method,
        url: loggedUrl(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });
}

const QUIET: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/media/*']);

/** Without what lets somebody in: a provider's answer is a code. */
function loggedUrl(url: string): string {
  return url.startsWith('/sign-in/callback?') ? '/sign-in/callback' : url;
}
