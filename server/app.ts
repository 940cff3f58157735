import { randomBytes } from 'node:crypto';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { api } from './api/api.ts';
import { csrf } from './auth/csrf.ts';
import { whoMayAsk } from './auth/whoMayAsk.ts';
import { operations } from './operations/operations.ts';
import { pages } from './pages/pages.ts';
import type { Parts } from './parts.ts';
import { cookies } from './plugins/cookies.ts';
import { formBodies } from './plugins/formBodies.ts';
import { media } from './plugins/media.ts';
import { openapi } from './plugins/openapi.ts';
import { problems } from './plugins/problems.ts';
import { requestLog } from './plugins/requestLog.ts';
import { routeTable } from './plugins/routeTable.ts';
import { securityHeaders } from './plugins/securityHeaders.ts';

/** The server's app, ready to be injected into or to listen. Closing it leaves the parts open. `log`: none when absent. */
export async function buildApp(parts: Parts, log?: FastifyBaseLogger): Promise<FastifyInstance> {
  const app: FastifyInstance = fastify({
    ...(log ? { loggerInstance: log } : { logger: false }),
    disableRequestLogging: true,
    genReqId: () => randomBytes(8).toString('hex'),
    bodyLimit: 65_536,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    // What a schema does not know is refused, not dropped: a misspelt filter must not show everything.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true } },
  });

  routeTable(app);
  problems(app);
  requestLog(app);
  await securityHeaders(app, parts.settings);
  whoMayAsk(app, parts.settings);
  await cookies(app, parts.settings);
  await formBodies(app);
  await csrf(app, parts.settings);
  await openapi(app, parts.settings);

  await media(app);
  operations(app, parts);
  await app.register(api, { prefix: '/api', ...parts });
  await app.register(pages, parts);
  await app.ready();
  return app;
}
