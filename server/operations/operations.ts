import type { FastifyInstance } from 'fastify';
import type { Parts } from '../parts.ts';
import { healthz } from './healthz.ts';
import type { Measures } from './measures.ts';
import { metrics } from './metrics.ts';
import { readyz } from './readyz.ts';

/** What a machine that runs the server asks it. Call it before other plugins: it times their requests too. */
export function operations(app: FastifyInstance, parts: Parts, measures: Measures): void {
  healthz(app);
  readyz(app, parts);
  metrics(app, parts, measures);
}
