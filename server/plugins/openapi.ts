import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../settings.ts';

/** Collects the description of every route that has a tag: register it before them. `app.swagger()` gives it. */
export async function openapi(app: FastifyInstance, { publicUrl, apiTokens, oidcIssuer }: Settings): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Assertion Context',
        version: '1',
        description:
          'Python tracebacks found in Papertrail log archives, grouped by fault, with what the same machine logged before and after.\n\n' +
          'Times are ISO 8601 in UTC; days are days of the store’s time zone. Lists are paged: send the `cursor` of a page to get the next. ' +
          'Errors are problem documents (RFC 9457) whose `detail` says what is wrong and what to do. ' +
          'A token’s scope says what it may do: `ingest` hands in archives, `read` reads, `write` does all of it. ' +
          'Requests that change something carry a bearer token, or the server’s own address as `Origin`.',
      },
      ...(publicUrl && { servers: [{ url: publicUrl.origin }] }),
      tags: [
        { name: 'groups', description: 'Faults: the tracebacks that share a fingerprint.' },
        { name: 'tracebacks', description: 'Single tracebacks and their context.' },
        { name: 'archives', description: 'The ledger: what is known of each log archive.' },
        { name: 'editor', description: 'How an editor gets its token, and gives it up.' },
        { name: 'operations', description: 'Whether the server runs, and how well.' },
      ],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'One of API_TOKENS, or of the page Tokens.' },
        },
      },
      ...((apiTokens.length > 0 || oidcIssuer !== undefined) && { security: [{ token: [] }] }),
    },
    hideUntagged: true,
  });
}
