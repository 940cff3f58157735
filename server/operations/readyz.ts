import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Problem } from '../api/problem.ts';
import { problemAnswers } from '../api/schemas/problem.ts';
import type { Parts } from '../parts.ts';

const schema = {
  tags: ['operations'],
  summary: 'Whether the store answers',
  description: '503 when it does not.',
  security: [],
  response: { 200: Type.Object({ status: Type.Literal('ready') }), ...problemAnswers },
};

/** `GET /readyz` */
export function readyz(app: FastifyInstance, { store }: Parts): void {
  app.get('/readyz', { schema, config: { open: true } }, async ({ log }) => {
    try {
      await store.status();
    } catch (error) {
      log.error({ err: error }, 'the store does not answer');
      throw new Problem(503, 'The store does not answer; the server’s log says why.');
    }
    return { status: 'ready' };
  });
}
