import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Audit } from './audit.ts';
import type { AuditEntry } from './auditEntry.ts';

type Described = Omit<AuditEntry, 'at' | 'by'>;

/** What people and machines decide about faults, by the end of the route's path: the same below `/api` and on the pages. */
const GROUP_CHANGES: Record<string, string> = {
  hide: 'hid a fault',
  unhide: 'showed a fault again',
  resolve: 'marked a fault as resolved',
  reopen: 'reopened a fault',
};

/** Notes who changed what, once the change is made and before the answer says so. Pages about tokens note what they do themselves. */
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

function description(request: FastifyRequest): Described | undefined {
  if (request.method !== 'POST') return undefined;
  const route = request.routeOptions.url?.replace(/^\/api(?=\/)/, '') ?? '';
  if (route === '/restore_all') return { did: 'showed all hidden faults again', path: '/' };
  const verb = /^\/groups\/:fingerprint\/(\w+)$/.exec(route)?.[1];
  const did = verb === undefined ? undefined : GROUP_CHANGES[verb];
  if (did === undefined) return undefined;
  const { fingerprint } = request.params as { fingerprint: string };
  const { reason } = (request.body ?? {}) as { reason?: string };
  return {
    did,
    to: fingerprint,
    path: `/groups/${encodeURIComponent(fingerprint)}`,
    ...(reason?.trim() && { because: reason.trim() }),
  };
}
