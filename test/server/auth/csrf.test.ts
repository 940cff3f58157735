import assert from 'node:assert/strict';
import { ALL_DAYS } from '../../../src/core/groups/day.ts';
import type { TracebackStore } from '../../../src/stores/store.ts';
import { NOW, openApp, sampleStore } from '../openApp.ts';
import { formsOf, Visitor } from '../pages/visitor.ts';

const SECRET = 'a secret that is long enough to be one';

describe('forms', () => {
  let store: TracebackStore;
  let page: string;
  let hide: string;

  before(async () => {
    store = await sampleStore();
    const { groups } = await store.groups({ range: ALL_DAYS, filter: 'all', limit: 1 }, NOW);
    page = `/groups/${groups[0]?.fingerprint}`;
    hide = `${page}/hide`;
  });
  afterEach(() => store.restoreAll());

  /** Loads the group's page from one server and sends its form to another; gives the answer's status. */
  async function acrossRestart(environment: Record<string, string>): Promise<{ status: number; said: string }> {
    const [before, after] = [await openApp(store, environment), await openApp(store, environment)];
    try {
      const { headers, body } = await before.inject(page);
      const form = formsOf({ html: body, status: 200, address: page, headers }).find(({ action }) => action === hide);
      const answer = await after.inject({
        method: 'POST',
        url: hide,
        headers: {
          cookie: String(headers['set-cookie']).replace(/;.*/s, ''),
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
        },
        payload: new URLSearchParams(form?.fields).toString(),
      });
      return { status: answer.statusCode, said: answer.body };
    } finally {
      await before.close();
      await after.close();
    }
  }

  it('outlive a restart when SESSION_SECRET is set', async () => {
    assert.equal((await acrossRestart({ SESSION_SECRET: SECRET })).status, 303);
  });

  it('are refused after a restart otherwise, and that says what to do', async () => {
    const { status, said } = await acrossRestart({});
    assert.equal(status, 403);
    assert.match(said, /Load the page again and repeat/);
  });

  it('of two tabs both work', async () => {
    const app = await openApp(store);
    const visitor = new Visitor(app);
    const [first, second] = [await visitor.get(page), await visitor.get(page)];
    assert.equal((await visitor.send(second, hide)).status, 200);
    assert.equal((await visitor.send(first, hide, { reason: 'again' })).status, 200);
    await app.close();
  });

  for (const [address, isSecure] of [
    ['https://tracebacks.example.com', true],
    ['http://tracebacks.example.com', false],
  ] as const)
    it(`their cookie is for pages reached by links too, not for scripts, and ${isSecure ? '' : 'not '}for https alone at ${address}`, async () => {
      const app = await openApp(store, { PUBLIC_URL: address });
      const cookie = String((await app.inject(page)).headers['set-cookie']);
      assert.match(cookie, /; HttpOnly/);
      assert.match(cookie, /; SameSite=Lax/);
      assert.equal(cookie.includes('; Secure'), isSecure);
      await app.close();
    });
});
