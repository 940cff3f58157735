import assert from 'node:assert/strict';
import type { FastifyInstance } from 'fastify';

import { memoryStore } from '../ingest/takenIn.ts';
import { openApp } from '../openApp.ts';
import { DescribedApi } from './openApi.ts';

describe('the API’s description', () => {
  let app: FastifyInstance;
  let api: DescribedApi;
  before(async () => {
    app = await openApp(memoryStore());
    api = new DescribedApi(app);
  });
  after(() => app.close());

  it('is served as OpenAPI 3.1', async () => {
    const { status, body } = await api.get('/api/openapi.json');
    assert.equal(status, 200);
    assert.deepEqual(body, api.description);
    assert.equal(body.openapi, '3.1.0');
  });

  it('has every route of the API and of the operations, and no page', () => {
    const described = Object.entries(api.description.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = app.routeTable
      .filter(({ method, url }) => method !== 'HEAD' && /^\/(?:api\/|healthz|readyz|metrics)/.test(url))
      .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    assert.deepEqual(described.sort(), routes.sort());
  });

  it('says of every route what it is for, of every parameter what it means, and how it fails', () => {
    for (const [path, operations] of Object.entries(api.description.paths))
      for (const [method, operation] of Object.entries(operations)) {
        const { summary, tags } = operation as { summary?: string; tags?: string[] };
        assert.ok(summary && tags?.length === 1, `${method} ${path}`);
        for (const parameter of operation.parameters ?? [])
          assert.ok((parameter as { description?: string }).description, `${method} ${path}: ${parameter.name}`);
        if (path.startsWith('/api/'))
          for (const status of ['4XX', '5XX'])
            assert.ok(
              operation.responses[status]?.content?.['application/problem+json'],
              `${method} ${path} ${status}`,
            );
      }
  });

  it('names the token only where one is asked for', async () => {
    const withTokens = await openApp(memoryStore(), { API_TOKENS: `ci:${'x'.repeat(24)}` });
    const { security } = new DescribedApi(withTokens).description as unknown as { security?: unknown };
    assert.deepEqual(security, [{ token: [] }]);
    assert.equal((api.description as unknown as { security?: unknown }).security, undefined);
    await withTokens.close();
  });
});
