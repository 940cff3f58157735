import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Audit } from './audit.ts';
import { AUDITED_CHANGES } from './auditedChanges.ts';
import type { AuditEntry } from './auditEntry.ts';

/** Notes who changed what, once the change is made and before the answer says so. */
export function auditRoutes(app: FastifyInstance, audit: Audit): void {
  app.addHook('onSend', async (request, reply) => {
    if (reply.statusCode >= 400) return;
    const described = description(request);
    if (!described) return;
    try {
      await audit.add({ ...described, ...(request.asker !== undefined && { by: request.asker }) });
    } catch (error) {
      // The change is made already: an answer that says otherwise would be wrong.
      request.log.error({ err: error }, 'who changed this was not noted');
    }
  });
}

/** Undefined: nothing that is noted. */
function description({
  method,
  routeOptions,
  params,
  body,
}: FastifyRequest): Omit<AuditEntry, 'at' | 'by'> | undefined {
  const route = routeOptions.url?.replace(/^\/api(?=\/)/, '') ?? '';
  const did = AUDITED_CHANGES[`${method} ${route}`];
  if (did === undefined) return undefined;
  const { fingerprint, key } = params as { fingerprint?: string; key?: string };
  const said = (body ?? {}) as { reason?: unknown; key?: unknown };
  const because = [key, said.key, said.reason].find((text) => typeof text === 'string' && text.trim() !== '');
  return {
    did,
    ...(fingerprint === undefined
      ? { path: '/' }
      : { to: fingerprint, path: `/groups/${encodeURIComponent(fingerprint)}` }),
    ...(typeof because === 'string' && { because: because.trim() }),
  };
}
