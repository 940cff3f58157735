import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Problem } from '../api/problem.ts';
import { problemAnswers } from '../api/schemas/problem.ts';
import type { Parts } from '../parts.ts';

const schema = {
  tags: ['operations'],
  summary: 'Whether the server can answer',
  description: '503 when its store does not answer, or the server is stopping.',
  security: [],
  response: { 200: Type.Object({ status: Type.Literal('ready') }), ...problemAnswers },
};

/** `GET /readyz` */
export function readyz(app: FastifyInstance, { store }: Parts): void {
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
  });
  app.get('/readyz', { schema, config: { open: true } }, async ({ log }) => {
    if (isStopping) throw new Problem(503, 'The server is stopping.');
    try {
      await store.status();
    } catch (error) {
      log.error({ err: error }, 'the store does not answer');
      throw new Problem(503, 'The store does not answer; the server’s log says why.');
    }
    return { status: 'ready' };
  });
}
