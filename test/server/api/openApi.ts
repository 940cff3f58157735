import assert from 'node:assert/strict';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { Compile } from 'typebox/compile';

/** A JSON schema as the description has it. */
export type Schema = Record<string, unknown>;

/** One operation of the description, as far as the tests look. */
export interface Operation {
  parameters?: { name: string; in: 'query' | 'path'; schema: Schema; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

/** The description as it is served. */
export interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
}

/** An answer that fits its description. */
export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  /** Its shape was checked by its description, which the compiler does not see. */
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** Asks an app and holds every answer against the app's own description. */
export class DescribedApi {
  readonly #app: FastifyInstance;
  readonly description: OpenApi;

  constructor(app: FastifyInstance) {
    this.#app = app;
    this.description = JSON.parse(JSON.stringify(app.swagger())) as OpenApi;
  }

  async get(url: string): Promise<Answer> {
    return this.ask({ url });
  }

  /** As a script of the server's own host does. */
  async post(url: string, body?: object): Promise<Answer> {
    return this.ask({
      method: 'POST',
      url,
      headers: { origin: 'http://localhost' },
      ...(body !== undefined && { payload: body }),
    });
  }

  async ask(options: InjectOptions & { url: string }): Promise<Answer> {
    const response = await this.#app.inject(options);
    const method = (options.method ?? 'GET').toLowerCase();
    const path = options.url.split('?', 1)[0] ?? '';
    const answer = { status: response.statusCode, headers: response.headers, body: parsed(response.body) };
    const operation = this.operation(method, path);
    if (operation) assertFits(answer, operation, `${method} ${options.url}`);
    return answer;
  }

  /** The operation that an address falls under. */
  operation(method: string, path: string): Operation | undefined {
    for (const [pattern, operations] of Object.entries(this.description.paths)) {
      const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      if (expression.test(path)) return operations[method];
    }
    return undefined;
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function assertFits({ status, headers, body }: Answer, { responses }: Operation, asked: string): void {
  const described = responses[status] ?? responses[`${String(status)[0]}XX`];
  assert.ok(described, `${asked}: ${status} is not described`);
  const type = String(headers['content-type']).split(';', 1)[0] ?? '';
  const schema = described.content?.[type]?.schema;
  assert.ok(schema, `${asked}: ${status} as ${type} is not described: ${JSON.stringify(body)}`);
  const errors = checker(schema).Errors(body);
  assert.deepEqual(errors, [], `${asked}: ${JSON.stringify(body).slice(0, 500)}`);
}

const checkers = new WeakMap<Schema, ReturnType<typeof Compile>>();

/** Making a checker costs more than using it. */
function checker(schema: Schema): ReturnType<typeof Compile> {
  const known = checkers.get(schema) ?? Compile(schema);
  checkers.set(schema, known);
  return known;
}
