import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem, type ProblemDocument, problemDocument } from '../api/problem.ts';
import { describeProblem } from './describeProblem.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Set `render` to show problems to browsers as HTML; without it they get the document too. */
    problemPage: { render?: (problem: ProblemDocument, request: FastifyRequest) => Promise<string> };
  }
}

/** The one place where errors become answers: problem documents, and for browsers pages. What a 5xx knows goes to the log only. */
export function problems(app: FastifyInstance): void {
  app.decorate('problemPage', {});
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const problem = describeProblem(error, request);
    if (problem.status >= 500 && !(error instanceof Problem)) request.log.error({ err: error }, 'request failed');
    return answer(app, problem, request, reply);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const detail = request.url.startsWith('/api/')
      ? `There is no ${request.method} of this address. /api/openapi.json lists those there are.`
      : 'There is no such page.';
    return answer(app, problemDocument(404, detail), request, reply);
  });
}

async function answer(
  app: FastifyInstance,
  problem: ProblemDocument,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  void reply.code(problem.status);
  if (problem.retry_after !== undefined) void reply.header('retry-after', problem.retry_after);
  const { render } = app.problemPage;
  if (render && wantsPage(request)) {
    try {
      const page = await render(problem, request);
      return await reply.type('text/html; charset=utf-8').send(page);
    } catch (error) {
      request.log.error({ err: error }, 'the page for a problem failed; the document is sent instead');
    }
  }
  return reply.type('application/problem+json').send(JSON.stringify(problem));
}

function wantsPage(request: FastifyRequest): boolean {
  return !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html') === true;
}
