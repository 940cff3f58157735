import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route there is, in the order they were registered. */
    routeTable: { method: string; url: string }[];
  }
}

/** Notes every route that is registered after it, so that checks can walk them all. */
export function routeTable(app: FastifyInstance): void {
  app.decorate('routeTable', []);
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) app.routeTable.push({ method: each, url });
  });
}
