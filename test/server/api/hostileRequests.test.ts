import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';

import { openApp, sampleStore } from '../openApp.ts';
import { type OpenStore, STORES } from './openStore.ts';
import { DescribedApi, type Operation, type Schema } from './openApi.ts';

const HOSTILE = [
  '',
  ' ',
  '\0',
  '\r\nSet-Cookie: a=b',
  '../../etc/passwd',
  '%',
  '%00',
  '%E0%A4%A',
  '\u{1F600}',
  '\uD800',
  '“',
  '\u202E',
  "'; DROP TABLE tracebacks; --",
  '" OR 1=1',
  '*',
  'a*',
  'NEAR(a b, 1e9)',
  '^$',
  '(',
  '(((((((((',
  '((a+)+)+$',
  '{}',
  '[]',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e999',
  '-1e999',
  '9223372036854775808',
  '-0',
  '__proto__',
  'constructor',
  'exc:',
  'exc:"',
  '-',
  '- -',
  'a=',
  '=a',
  'message:*',
  '<script>alert(1)</script>',
  '0000-00-00',
  '9999-12-31',
  '2016-02-30',
  '+275760-09-13',
  'true',
  'x'.repeat(3000),
];

/** Values that fit a schema, nearly fit it, or mean harm. */
function values(schema: Schema, known: readonly string[]): fc.Arbitrary<string> {
  const {
    type,
    enum: words,
    minimum = 0,
    maximum = 1000,
    examples = [],
  } = schema as {
    type?: string;
    enum?: string[];
    minimum?: number;
    maximum?: number;
    examples?: string[];
  };
  const fitting: fc.Arbitrary<string>[] = [];
  if (words) fitting.push(fc.constantFrom(...words));
  else if (type === 'integer') fitting.push(fc.integer({ min: minimum - 1, max: maximum + 1 }).map(String));
  else if (type === 'boolean') fitting.push(fc.constantFrom('true', 'false', '1'));
  else fitting.push(fc.constantFrom(...known, ...examples), fc.string({ unit: 'binary', maxLength: 120 }));
  return fc.oneof(...fitting, fc.constantFrom(...HOSTILE));
}

interface Request {
  method: 'GET' | 'POST';
  url: string;
  payload: string | undefined;
}

function requests(
  path: string,
  method: 'GET' | 'POST',
  operation: Operation,
  known: readonly string[],
): fc.Arbitrary<Request> {
  const parameters = operation.parameters ?? [];
  const given = fc.tuple(
    ...parameters.map(({ in: place, schema }) =>
      place === 'path' ? values(schema, known) : fc.option(values(schema, known), { nil: undefined }),
    ),
  );
  const body = fc.oneof(
    fc.json(),
    fc.record({ reason: fc.string(), until: fc.string() }).map((value) => JSON.stringify(value)),
  );
  return fc.tuple(given, fc.option(body, { nil: undefined })).map(([texts, payload]) => {
    let address = path;
    const query = new URLSearchParams();
    parameters.forEach(({ name, in: place }, index) => {
      const text = texts[index];
      if (text === undefined) return;
      if (place === 'path') address = address.replace(`{${name}}`, () => encodeURIComponent(text.toWellFormed()));
      else query.append(name, text);
    });
    return { method, url: query.size > 0 ? `${address}?${query.toString()}` : address, payload };
  });
}

for (const [name, open] of Object.entries(STORES))
  describe(`hostile requests over ${name}`, function () {
    this.timeout(60_000);
    let opened: OpenStore;
    let app: FastifyInstance;
    let api: DescribedApi;
    const known: string[] = [];

    before(async () => {
      opened = await open();
      app = await openApp(await sampleStore(opened.store));
      api = new DescribedApi(app);
      const { groups, cursor } = (await api.get('/api/groups?limit=3')).body;
      const { tracebacks } = (await api.get('/api/tracebacks?limit=3')).body;
      known.push(cursor, ...groups.map((row: { fingerprint: string }) => row.fingerprint));
      known.push(...tracebacks.map((row: { id: string }) => row.id));
    });
    after(async () => {
      await app.close();
      await opened.close();
    });

    it('get an answer that is described, never a failure, from every operation', async () => {
      for (const [path, operations] of Object.entries(api.description.paths))
        for (const [method, operation] of Object.entries(operations))
          await fc.assert(
            fc.asyncProperty(
              requests(path, method.toUpperCase() as Request['method'], operation, known),
              async ({ payload, ...request }) => {
                const headers = { origin: 'http://localhost', 'content-type': 'application/json' };
                const sent =
                  method === 'get' ? request : { ...request, headers, ...(payload !== undefined && { payload }) };
                const { status, body } = await api.ask({ ...sent, method: request.method });
                assert.ok(status < 500, `${request.method} ${request.url}: ${status} ${JSON.stringify(body)}`);
              },
            ),
            { numRuns: 150 },
          );
    });

    it('get an answer with the security headers from every address, whatever it is', async () => {
      const address = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom(...HOSTILE));
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom('/', '/api/', '/media/', '/groups/', '/tracebacks/', '/?q='),
          address,
          async (below, text) => {
            const written = Array.from(text)
              .map((each) => (/[\w.%*/-]/.test(each) ? each : encodeURIComponent(each.toWellFormed())))
              .join('');
            const answer = await app.inject({ url: below + written, headers: { accept: 'text/html' } });
            assert.ok(answer.statusCode < 500, `${below + written}: ${answer.body}`);
            assert.match(String(answer.headers['content-security-policy']), /default-src 'none'/, below + written);
          },
        ),
        { numRuns: 300 },
      );
    });
  });
