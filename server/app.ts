import { randomBytes } from 'node:crypto';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { api } from './api/api.ts';
import { csrf } from './auth/csrf.ts';
import { identity } from './auth/identity.ts';
import { feed } from './feeds/feed.ts';
import { Measures } from './operations/measures.ts';
import { operations } from './operations/operations.ts';
import { timedStore } from './operations/timedStore.ts';
import { pages } from './pages/pages.ts';
import type { Parts } from './parts.ts';
import { cookies } from './plugins/cookies.ts';
import { decodable } from './plugins/decodable.ts';
import { formBodies } from './plugins/formBodies.ts';
import { media } from './plugins/media.ts';
import { openapi } from './plugins/openapi.ts';
import { problems } from './plugins/problems.ts';
import { requestLog } from './plugins/requestLog.ts';
import { routeTable } from './plugins/routeTable.ts';
import { securityHeaders } from './plugins/securityHeaders.ts';

/** The server's app, ready to be injected into or to listen. Closing it leaves the parts open. `log`: none when absent. */
export async function buildApp(
  given: Parts,
  log?: FastifyBaseLogger,
  measures = new Measures(),
): Promise<FastifyInstance> {
  const parts = { ...given, store: timedStore(given.store, measures.storeTook) };
  const app: FastifyInstance = fastify({
    ...(log ? { loggerInstance: log } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomBytes(8).toString('hex'),
    bodyLimit: 65_536,
    // A list that leaves out as many groups as it may has a long address.
    http: { maxHeaderSize: 40_960 },
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    // Whose attempts are counted: a proxy on this machine says for whom it asks; nobody else is believed.
    trustProxy: 'loopback',
    // Whoever got a request in before the end gets its answer; `readyz` says that the end has come.
    return503OnClosing: false,
    rewriteUrl: ({ url = '/' }) => decodable(url),
    // The schemas say how long a parameter may be; nothing longer than this passes the limit for a request's head.
    routerOptions: { maxParamLength: 40_960 },
    // What a schema does not know is refused, not dropped: a misspelt filter must not show everything.
    // strictNumbers would leave a limit of 1e999, which is Infinity, unchecked once it was coerced.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true, strictNumbers: false } },
  });

  routeTable(app);
  problems(app);
  requestLog(app);
  await securityHeaders(app, parts.settings);
  await cookies(app, parts.settings);
  const known = await identity(app, parts);
  await formBodies(app);
  await csrf(app, parts.settings);
  await openapi(app, parts.settings);

  await media(app);
  operations(app, parts, measures);
  await app.register(api, { prefix: '/api', ...parts, identity: known });
  feed(app, parts);
  await app.register(pages, { ...parts, identity: known });
  await app.ready();
  return app;
}
