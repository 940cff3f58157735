import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { type Page, textOf, type Visitor } from '../../pages/visitor.ts';
import { browser, openSignIn, SITE, type SignInApp, throughProvider } from '../signIn/openSignIn.ts';

const CALLBACK = 'vscode://assertion-context.assertion-context/signed-in?windowId=3';
const STATE = 's'.repeat(24);

describe('an editor', () => {
  let opened: SignInApp;
  let visitor: Visitor;
  beforeEach(async () => {
    opened = await openSignIn();
    visitor = browser(opened);
  });
  afterEach(() => opened.close());

  const signIn = async (page: string): Promise<string> => {
    const asked = await visitor.get(page);
    const start = String(asked.headers['location']).replace(/^\/sign-in(?=\?|$)/, '/sign-in/go');
    const back = await throughProvider(String((await visitor.get(start)).headers['location']));
    return String((await visitor.get(back)).headers['location']);
  };
  const pkce = (): { verifier: string; challenge: string } => {
    const verifier = randomBytes(32).toString('base64url');
    return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
  };
  const address = (challenge: string, given: Record<string, string> = {}): string =>
    `/editor/sign-in?${new URLSearchParams({ challenge, callback: CALLBACK, state: STATE, ...given }).toString()}`;

  /** Lets an editor in on the page; gives the code that it is sent. */
  async function codeFor(challenge: string): Promise<string> {
    const { headers } = await letIn(challenge);
    const sent = new URL(String(headers['location']));
    assert.ok(sent.href.startsWith(`${CALLBACK}&code=`), sent.href);
    assert.equal(sent.searchParams.get('state'), STATE);
    return sent.searchParams.get('code') ?? '';
  }

  async function letIn(challenge: string): Promise<Page> {
    const page = await visitor.get(address(challenge));
    assert.equal(page.status, 200, page.html);
    return visitor.sendOnly(page, '/editor/sign-in');
  }

  const redeem = (code: string, verifier: string) =>
    opened.app.inject({
      method: 'POST',
      url: '/api/editor/token',
      headers: { host: new URL(SITE).host, origin: SITE },
      payload: { code, verifier },
    });
  const ask = (token: string, url = '/api/groups', method: 'GET' | 'POST' = 'GET') =>
    opened.app.inject({ method, url, headers: { authorization: `Bearer ${token}` } });

  it('is let in by its person, on a page that says where the answer goes, and gets a token of its own', async () => {
    const { verifier, challenge } = pkce();
    const back = await signIn(address(challenge));
    assert.equal(back, address(challenge));
    const page = await visitor.get(back);
    assert.match(
      textOf(page.html),
      /Let this editor in\? VS Code asks .* as ada@example\.com\. It is answered at vscode:\/\/assertion-context\.assertion-context\./,
    );
    assert.match(String(page.headers['content-security-policy']), /form-action 'self' vscode:;/);

    const code = await codeFor(challenge);
    const answer = await redeem(code, verifier);
    assert.equal(answer.statusCode, 200, answer.body);
    const { token, account, expires_at } = answer.json<Record<'token' | 'account' | 'expires_at', string>>();
    assert.equal(account, 'ada@example.com');
    assert.equal(Date.parse(expires_at), opened.clock.now + 90 * 86_400_000);
    assert.equal((await ask(token)).statusCode, 200);
    assert.match(textOf((await visitor.get('/tokens')).html), /editor of ada@example\.com.*write/);
    assert.match(textOf((await visitor.get('/audit')).html), /ada@example\.com let an editor in/);

    assert.equal((await ask(token, '/api/editor/sign_out', 'POST')).statusCode, 200);
    assert.equal((await ask(token)).statusCode, 401);
  });

  it('is out once its person is let in no more', async () => {
    const { verifier, challenge } = pkce();
    await signIn(address(challenge));
    const { token } = (await redeem(await codeFor(challenge), verifier)).json<{ token: string }>();
    const other = await openSignIn({ store: opened.store, environment: { AUTHORIZED_EMAIL_REGEX: 'bob@example.com' } });
    const { statusCode } = await other.app.inject({
      url: '/api/groups',
      headers: { authorization: `Bearer ${token}` },
    });
    assert.equal(statusCode, 401);
    await other.close();
  });

  describe('gets no token', () => {
    let code: string;
    let verifier: string;
    beforeEach(async () => {
      const pair = pkce();
      verifier = pair.verifier;
      await signIn(address(pair.challenge));
      code = await codeFor(pair.challenge);
    });

    const assertRefused = async (given: string, proof: string): Promise<void> => {
      const answer = await redeem(given, proof);
      assert.equal(answer.statusCode, 403);
      assert.match(answer.json().detail, /wrong, was used, or is older than a minute/);
    };

    it('with another verifier, and the code is used up by it', async () => {
      await assertRefused(code, pkce().verifier);
      await assertRefused(code, verifier);
    });
    it('with another code', () => assertRefused('x'.repeat(43), verifier));
    it('twice', async () => {
      assert.equal((await redeem(code, verifier)).statusCode, 200);
      await assertRefused(code, verifier);
    });
    it('twice at the same moment', async () => {
      const answers = await Promise.all([redeem(code, verifier), redeem(code, verifier), redeem(code, verifier)]);
      assert.deepEqual(answers.map(({ statusCode }) => String(statusCode)).sort(), ['200', '403', '403']);
    });
    it('after a minute', async () => {
      opened.clock.now += 60_000;
      await assertRefused(code, verifier);
    });
    it('with the challenge in place of the verifier', () =>
      assertRefused(code, createHash('sha256').update(verifier).digest('base64url')));
    it('by guessing: many failures are slowed', async () => {
      for (let n = 0; n < 20; n++) await assertRefused(`guess-${n}`, verifier);
      assert.equal((await redeem('guess', verifier)).statusCode, 429);
      assert.ok(Number((await redeem(code, verifier)).headers['retry-after']) > 0);
    });
  });

  it('elsewhere is not answered: by the page, nor by its form', async () => {
    await signIn('/');
    const { challenge } = pkce();
    for (const callback of ['https://evil.example.com/', 'vscode://evil.extension/signed-in', 'javascript:alert(1)']) {
      const page = await visitor.get(address(challenge, { callback }));
      assert.equal(page.status, 400, callback);
      assert.doesNotMatch(page.html, /<form method="post" action="\/editor/);
      const fields = { challenge, callback, state: STATE };
      const csrf = /name="_csrf" value="([^"]*)"/.exec((await visitor.get('/')).html)?.[1] ?? '';
      const posted: Page = await visitor.post('/editor/sign-in', { ...fields, _csrf: csrf });
      assert.equal(posted.status, 400, callback);
    }
  });

  it('is not let in by a page elsewhere, nor by a token', async () => {
    const { challenge } = pkce();
    await signIn(address(challenge));
    const fields = new URLSearchParams({ challenge, callback: CALLBACK, state: STATE }).toString();
    for (const headers of [{ origin: 'https://evil.example.com' }, { origin: SITE }]) {
      const { statusCode } = await opened.app.inject({
        method: 'POST',
        url: '/editor/sign-in',
        headers: {
          host: new URL(SITE).host,
          cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
        payload: fields,
      });
      assert.equal(statusCode, 403);
    }
  });
});
