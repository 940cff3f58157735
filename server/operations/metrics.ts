import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Parts } from '../parts.ts';

const schema = {
  tags: ['operations'],
  summary: 'Metrics for Prometheus',
  produces: ['text/plain'],
  response: { 200: { type: 'string', description: 'Prometheus’ text format.' } },
};

/** `GET /metrics`, and the clock of every request. */
export function metrics(app: FastifyInstance, { store, ingestion }: Parts): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const held = new Gauge({ name: 'store_items', help: 'What the store holds', labelNames: ['kind'], registers });
  const archives = new Gauge({
    name: 'archives',
    help: 'Archives of the ledger by state',
    labelNames: ['state'],
    registers,
  });
  const pending = new Gauge({ name: 'ingestion_pending', help: 'Archives that wait or are under way', registers });

  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const route = routeOptions.url ?? 'none';
    duration.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });

  app.get('/metrics', { schema }, async (_request, reply) => {
    const status = await store.status();
    for (const kind of ['tracebacks', 'groups', 'archives'] as const) held.set({ kind }, status[kind]);
    const { counts } = await store.archives({ limit: 1 });
    for (const [state, count] of Object.entries(counts)) archives.set({ state }, count);
    pending.set(ingestion.pending);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
