import type { FastifyInstance } from 'fastify';
import type { Parts } from '../parts.ts';
import type { Measures } from './measures.ts';
import { missingGauge } from './missingGauge.ts';

const schema = {
  tags: ['operations'],
  summary: 'Metrics for Prometheus',
  description: 'Where tokens are asked for, this asks for one too.',
  produces: ['text/plain'],
  response: { 200: { type: 'string', description: 'Prometheus’ text format.' } },
};

/** `GET /metrics`, and the clock of every request. */
export function metrics(app: FastifyInstance, parts: Parts, measures: Measures): void {
  const { store, ingestion } = parts;
  const countMissing = missingGauge(parts, measures);
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const labels = { method, route: routeOptions.url ?? 'none', status: reply.statusCode };
    measures.requestTook(labels, reply.elapsedTime / 1000);
  });

  app.get('/metrics', { schema }, async (_request, reply) => {
    const status = await store.status();
    for (const kind of ['tracebacks', 'groups', 'archives'] as const) measures.held.set({ kind }, status[kind]);
    const { counts } = await store.archives({ limit: 1 });
    for (const [state, count] of Object.entries(counts)) measures.archives.set({ state }, count);
    measures.pending.set(ingestion.pending);
    await countMissing();
    return reply.type(measures.registry.contentType).send(await measures.registry.metrics());
  });
}
