import assert from 'node:assert/strict';
import { pino } from 'pino';

import { StoreError, type StoreTrouble } from '../../../src/stores/store.ts';
import { MemoryStore } from '../../../src/stores/memory/memoryStore.ts';
import { NO_RULES } from '../../../src/core/rules/rules.ts';
import { memoryStore } from '../ingest/takenIn.ts';
import { openApp } from '../openApp.ts';

const SECRET = '/var/lib/secret/tracebacks.db is locked';

/** A store whose lists cannot be had. */
class FailingStore extends MemoryStore {
  readonly #error: Error;

  constructor(error: Error) {
    super({ timeZone: 'UTC', rules: NO_RULES });
    this.#error = error;
  }

  override async groups(): Promise<never> {
    throw this.#error;
  }

  override async status(): Promise<never> {
    throw this.#error;
  }
}

describe('problems', () => {
  const troubles: [StoreTrouble, number, string | undefined, RegExp][] = [
    ['busy', 503, '1', /busy\. Try again in a moment/],
    ['unreachable', 503, '10', /does not answer/],
    ['closed', 503, '5', /is stopping/],
    ['full', 503, undefined, /disk is full/],
    ['no-access', 500, undefined, /its log says why/],
    ['not-a-store', 500, undefined, /its log says why/],
    ['newer', 500, undefined, /its log says why/],
    ['failed', 500, undefined, /its log says why/],
  ];
  for (const [reason, status, retryAfter, sentence] of troubles)
    it(`a store that is ${reason}: ${status}, what it knows goes to the log alone`, async () => {
      const { answer, log } = await failingWith(new StoreError(reason, SECRET));
      assert.equal(answer.statusCode, status);
      assert.equal(answer.headers['retry-after'], retryAfter);
      const problem = answer.json();
      assert.match(problem.detail, sentence);
      assert.equal(problem.request, answer.headers['x-request-id']);
      assert.ok(!answer.body.includes('secret'));
      assert.ok(log.some((line) => line.includes(SECRET) && line.includes(problem.request)));
    });

  it('anything else that fails: 500, and the same', async () => {
    const { answer, log } = await failingWith(new TypeError(SECRET));
    assert.equal(answer.statusCode, 500);
    assert.ok(!answer.body.includes('secret') && !answer.body.includes('TypeError'));
    assert.ok(log.some((line) => line.includes(SECRET)));
  });

  const addresses: [string, number][] = [
    ['/groups/%E0', 404],
    ['/groups/%', 404],
    [`/groups/${'x'.repeat(3000)}`, 400],
    ['/nowhere', 404],
    ['/media/../package.json', 404],
    ['/media/%2e%2e/package.json', 404],
    ['/?limit=%E0', 200],
  ];
  for (const [url, status] of addresses)
    it(`${url.slice(0, 40)} is answered with ${status}, as a page to people and a document to programs`, async () => {
      const app = await openApp(memoryStore());
      const page = await app.inject({ url, headers: { accept: 'text/html' } });
      const document = await app.inject({ url });
      await app.close();
      assert.equal(page.statusCode, status);
      assert.match(String(page.headers['content-type']), /^text\/html/);
      for (const { headers } of [page, document]) {
        assert.match(String(headers['content-security-policy']), /default-src 'none'/);
        assert.equal(headers['x-content-type-options'], 'nosniff');
        assert.match(String(headers['x-request-id']), /^[\da-f]{16}$/);
      }
      if (status < 400) return;
      assert.match(String(document.headers['content-type']), /^application\/problem\+json/);
      assert.equal(document.json().status, status);
    });
});

async function failingWith(error: Error) {
  const log: string[] = [];
  const app = await openApp(new FailingStore(error), {}, pino({}, { write: (line: string) => log.push(line) }));
  const answer = await app.inject({ url: '/api/groups' });
  await app.close();
  return { answer, log };
}
