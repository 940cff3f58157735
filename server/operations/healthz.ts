import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';

const schema = {
  tags: ['operations'],
  summary: 'Whether the process answers',
  security: [],
  response: { 200: Type.Object({ status: Type.Literal('ok') }) },
};

/** `GET /healthz` */
export function healthz(app: FastifyInstance): void {
  app.get('/healthz', { schema, config: { open: true } }, async () => ({ status: 'ok' }));
}
