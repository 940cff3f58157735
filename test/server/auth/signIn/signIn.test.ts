import assert from 'node:assert/strict';
import type { Page, Visitor } from '../../pages/visitor.ts';
import { linkNamed, textOf } from '../../pages/visitor.ts';
import { type Account, type OidcProvider, startOidcProvider } from '../../../support/oidcProvider.ts';
import { browser, openSignIn, SITE, type SignInApp, throughProvider } from './openSignIn.ts';

const HOUR = 3_600_000;
const SESSION = 'assertion_context_session';

describe('signing in', function () {
  this.timeout(20_000);
  let provider: OidcProvider;
  let opened: SignInApp;
  before(async () => (provider = await startOidcProvider(`${SITE}/sign-in/callback`)));
  beforeEach(async () => {
    provider.account = { email: 'ada@example.com', email_verified: true };
    opened = await openSignIn({ provider });
  });
  afterEach(() => opened.close());
  after(() => provider.close());

  /** Begins a sign-in and gives where the browser is sent to. */
  async function begin(visitor: Visitor, path = '/sign-in/go'): Promise<string> {
    return location(await visitor.get(path));
  }

  /** All of it, from the sign-in page on; gives the answer to the way back. */
  async function signIn(visitor: Visitor, page = '/'): Promise<Page> {
    const asked = await visitor.get(page);
    assert.equal(asked.status, 303, asked.html);
    const link = linkNamed(await visitor.get(location(asked)), 'Sign in with');
    return visitor.get(await throughProvider(await begin(visitor, link.slice(SITE.length))));
  }

  const isIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/')).status === 200;

  it('leads back to the page that was asked for, which says who is signed in, and out again', async () => {
    const visitor = browser(opened);
    const back = await signIn(visitor, '/groups?day=2016-08-12&q=exc%3AKeyError');
    assert.equal(back.status, 303, back.html);
    assert.equal(location(back), '/groups?day=2016-08-12&q=exc%3AKeyError');
    const page = await visitor.get(location(back));
    assert.equal(page.status, 200);
    assert.match(page.html, /ada@example\.com.*Sign out/s);

    const out = await visitor.send(page, '/sign-out');
    assert.match(textOf(out.html), /You are signed out\..*Sign in with/);
    assert.equal(await isIn(visitor), false);
  });

  it('takes the e-mail address from the ID token where it stands there', async () => {
    const other = await openSignIn({ inIdToken: true });
    const visitor = browser(other);
    assert.equal(location(await visitor.get(await throughProvider(await begin(visitor)))), '/');
    assert.equal(await isIn(visitor), true);
    await other.close();
  });

  it('seals its cookies, which scripts and other sites do not get', async () => {
    const visitor = browser(opened);
    const pending = (await visitor.get('/sign-in/go')).headers['set-cookie'];
    const back = await visitor.get(await throughProvider(await begin(visitor)));
    for (const cookie of [pending, back.headers['set-cookie']].flat()) {
      assert.match(String(cookie), /^assertion_context_(?:sign_in|session)=/);
      assert.match(String(cookie), /; Path=\/;.* HttpOnly; SameSite=Lax/);
      assert.ok(!decodeURIComponent(String(cookie)).includes('example.com'));
    }
  });

  it('has cookies for this very host alone where the site has https', async () => {
    const other = await openSignIn({ provider, environment: { PUBLIC_URL: 'https://tracebacks.example.com' } });
    const { headers } = await other.app.inject({ url: '/sign-in/go', headers: { host: 'tracebacks.example.com' } });
    assert.match(
      String(headers['set-cookie']),
      /^__Host-assertion_context_sign_in=.*; Path=\/; HttpOnly; Secure; SameSite=Lax/,
    );
    const elsewhere = await other.app.inject({ url: '/sign-in/go?return=/rules', headers: { host: 'localhost:7007' } });
    assert.equal(elsewhere.headers.location, 'https://tracebacks.example.com/sign-in/go?return=%2Frules');
    await other.close();
  });

  it('is asked for by pages; programs get a 401', async () => {
    const { app } = opened;
    const page = await app.inject({ url: '/archives?state=done', headers: { accept: 'text/html' } });
    assert.deepEqual([page.statusCode, page.headers.location], [303, '/sign-in?return=%2Farchives%3Fstate%3Ddone']);
    for (const headers of [{}, { accept: 'text/html' }]) {
      const answer = await app.inject({ url: '/api/groups', headers });
      assert.equal(answer.statusCode, 401);
      assert.match(String(answer.headers['www-authenticate']), /^Bearer /);
    }
    assert.equal((await app.inject({ url: '/media/site.css' })).statusCode, 200);
    assert.equal((await app.inject({ url: '/healthz' })).statusCode, 200);
  });

  describe('is refused', () => {
    const tampered: [what: string, (start: URL) => void, (back: URL) => void][] = [
      ['another state', () => undefined, (back) => back.searchParams.set('state', 'x'.repeat(43))],
      ['no state', () => undefined, (back) => back.searchParams.delete('state')],
      ['another nonce', (start) => start.searchParams.set('nonce', 'x'.repeat(43)), () => undefined],
      ['no nonce', (start) => start.searchParams.delete('nonce'), () => undefined],
      ['another verifier', (start) => start.searchParams.set('code_challenge', 'x'.repeat(43)), () => undefined],
      ['another code', () => undefined, (back) => back.searchParams.set('code', 'x'.repeat(43))],
      ['another issuer', () => undefined, (back) => back.searchParams.set('iss', 'https://evil.example.com')],
      [
        'a denial',
        () => undefined,
        (back) => {
          back.searchParams.delete('code');
          back.searchParams.set('error', 'access_denied');
        },
      ],
    ];
    for (const [what, onTheWay, onTheWayBack] of tampered)
      it(`with ${what}`, async () => {
        const visitor = browser(opened);
        const start = new URL(await begin(visitor));
        onTheWay(start);
        const back = new URL(await throughProvider(start.href), SITE);
        onTheWayBack(back);
        const page = await visitor.get(back.pathname + back.search);
        assert.equal(page.status, 403, page.html);
        assert.match(textOf(page.html), /answer was not accepted/);
        assert.equal(await isIn(visitor), false);
        assert.match((await refusals())[0] ?? '', /^somebody who was not asked was refused at sign-in/);
      });

    it('with the code and state of somebody else’s sign-in', async () => {
      const [victim, attacker] = [browser(opened), browser(opened)];
      const back = await throughProvider(await begin(attacker));
      await begin(victim);
      assert.equal((await victim.get(back)).status, 403);
      const bystander = browser(opened);
      assert.match(textOf((await bystander.get(back)).html), /was not begun in this browser/);
      assert.deepEqual([await isIn(victim), await isIn(bystander)], [false, false]);
    });

    it('with a code that was used', async () => {
      const visitor = browser(opened);
      const start = await begin(visitor);
      const pending = new Map(visitor.cookies);
      const back = await throughProvider(start);
      assert.equal(location(await visitor.get(back)), '/');
      // Again in the same browser, and in one that has kept the cookie.
      assert.match(textOf((await visitor.get(back)).html), /was not begun in this browser/);
      const thief = browser(opened);
      for (const [name, value] of pending) thief.cookies.set(name, value);
      assert.match(textOf((await thief.get(back)).html), /answer was not accepted/);
      assert.equal(await isIn(thief), false);
    });

    it('after too long', async () => {
      const visitor = browser(opened);
      const back = await throughProvider(await begin(visitor));
      opened.clock.now += 11 * 60_000;
      assert.match(textOf((await visitor.get(back)).html), /was not begun in this browser, or too long ago/);
    });

    const accounts: [Account, RegExp][] = [
      [{ email: 'ada@example.com', email_verified: false }, /has not verified that ada@example\.com is yours/],
      [{ email: 'ada@example.com' }, /has not verified/],
      [{ email_verified: true }, /did not tell your e-mail address/],
      ...[
        'evil@example.com.evil.org',
        'x@notexample.com',
        'ada@example.com@evil.org',
        'evil@evil.org#@example.com\n',
        'evil@evil.org\nada@example.com',
        'ada@example.com\nevil@evil.org',
        'ada@ex\u00E4mple.com',
        '@example.com',
      ].map((email): [Account, RegExp] => [{ email, email_verified: true }, /is not let in here/]),
    ];
    for (const [account, sentence] of accounts)
      it(`for ${JSON.stringify(account)}`, async () => {
        opened.provider.account = account;
        const visitor = browser(opened);
        const page = await visitor.get(await throughProvider(await begin(visitor)));
        assert.equal(page.status, 403);
        assert.match(textOf(page.html), sentence);
        assert.equal(await isIn(visitor), false);
      });

    it('for alternatives that an anchor would bind to one of them only', async () => {
      const other = await openSignIn({
        provider,
        environment: { AUTHORIZED_EMAIL_REGEX: 'ada@example.com|bob@example.com' },
      });
      for (const [email, status] of [
        ['bob@example.com', 303],
        ['BOB@Example.COM', 303],
        ['ada@example.com.evil.org', 403],
        ['evil-bob@example.com', 403],
      ] as const) {
        other.provider.account = { email, email_verified: true };
        const visitor = browser(other);
        assert.equal((await visitor.get(await throughProvider(await begin(visitor)))).status, status, email);
      }
      await other.close();
    });

    it('when the provider cannot be reached, with a sentence, and works once it can', async () => {
      const other = await openSignIn();
      await other.provider.close();
      const page = await browser(other).get('/sign-in/go');
      assert.equal(page.status, 502);
      assert.match(textOf(page.html), /provider cannot be reached/);
      await other.app.close();
    });
  });

  describe('goes nowhere else', () => {
    for (const path of [
      '//evil.example.com',
      '///evil.example.com',
      '/\\evil.example.com',
      '\\\\evil.example.com',
      'https://evil.example.com/',
      'javascript:alert(1)',
      '/\t/evil.example.com',
      '/%09/evil.example.com/..//evil.example.com',
      '/.//evil.example.com',
      '/x/..//evil.example.com',
      '/sign-in/go',
      '/sign-out',
      'rules',
      '',
    ])
      it(`than the site for ${JSON.stringify(path)}`, async () => {
        const visitor = browser(opened);
        const query = new URLSearchParams({ return: path }).toString();
        const back = await visitor.get(await throughProvider(await begin(visitor, `/sign-in/go?${query}`)));
        const target = new URL(location(back), SITE);
        assert.equal(target.origin, SITE);
        assert.ok(!location(back).startsWith('//') && !target.pathname.startsWith('/sign-'), location(back));
        const again = await visitor.get(`/sign-in?${query}`);
        assert.equal(location(again), location(back));
      });
  });

  describe('a session', () => {
    it('is a new one after signing in, whatever the browser brought', async () => {
      const [attacker, victim] = [browser(opened), browser(opened)];
      await signIn(attacker);
      const planted = attacker.cookies.get(SESSION) ?? '';
      victim.cookies.set(SESSION, planted);
      opened.provider.account = { email: 'bob@example.com', email_verified: true };
      const back = await victim.get(await throughProvider(await begin(victim)));
      assert.equal(back.status, 303);
      assert.notEqual(victim.cookies.get(SESSION), planted);
      assert.match((await victim.get('/')).html, /bob@example\.com/);
      // What was planted is over.
      assert.equal(await isIn(attacker), false);
    });

    it('cannot be made up or changed', async () => {
      const visitor = browser(opened);
      await signIn(visitor);
      const value = visitor.cookies.get(SESSION) ?? '';
      for (const made of [
        '',
        'x',
        `A${value.slice(1)}`,
        value.slice(0, -4),
        'eyJlbWFpbCI6ImFkYUBleGFtcGxlLmNvbSJ9;AAAA',
      ]) {
        const other = browser(opened);
        other.cookies.set(SESSION, made);
        assert.equal(await isIn(other), false, made);
      }
      const other = browser(opened);
      other.cookies.set(SESSION, visitor.cookies.get('assertion_context_csrf') ?? '');
      assert.equal(await isIn(other), false);
    });

    it('is over for every copy of its cookie once its person signs out', async () => {
      const visitor = browser(opened);
      await signIn(visitor);
      const copy = browser(opened);
      copy.cookies.set(SESSION, visitor.cookies.get(SESSION) ?? '');
      assert.equal(await isIn(copy), true);
      await visitor.send(await visitor.get('/'), '/sign-out');
      assert.equal(await isIn(copy), false);
    });

    it('ends a day after its last use, and a week after its beginning in any case', async () => {
      const [used, unused] = [browser(opened), browser(opened)];
      await signIn(used);
      await signIn(unused);
      for (let hours = 0; hours < 7 * 24 - 20; hours += 20) {
        assert.equal(await isIn(used), true, `${hours} hours`);
        opened.clock.now += 20 * HOUR;
      }
      assert.equal(await isIn(unused), false);
      opened.clock.now += 20 * HOUR;
      assert.equal(await isIn(used), false);
    });

    it('gets a fresh cookie while it is used', async () => {
      const visitor = browser(opened);
      await signIn(visitor);
      const first = visitor.cookies.get(SESSION);
      await visitor.get('/');
      assert.equal(visitor.cookies.get(SESSION), first);
      opened.clock.now += HOUR;
      await visitor.get('/');
      assert.notEqual(visitor.cookies.get(SESSION), first);
    });

    it('of another server’s secret is none; a secret that is being changed keeps its own', async () => {
      const visitor = browser(opened);
      await signIn(visitor);
      const old = 'a secret that is long enough to be one';
      const next = 'another secret, no: one without a comma in it'.replace(',', '');
      for (const [secret, expected] of [
        [`${next},${old}`, 200],
        [next, 303],
      ] as const) {
        const other = await openSignIn({ provider, store: opened.store, environment: { SESSION_SECRET: secret } });
        const same = browser(other);
        same.cookies.set(SESSION, visitor.cookies.get(SESSION) ?? '');
        assert.equal((await same.get('/')).status, expected);
        await other.close();
      }
    });

    it('is over when its person is let in no more', async () => {
      const visitor = browser(opened);
      await signIn(visitor);
      const other = await openSignIn({
        provider,
        store: opened.store,
        environment: { AUTHORIZED_EMAIL_REGEX: 'bob@example.com' },
      });
      const same = browser(other);
      same.cookies.set(SESSION, visitor.cookies.get(SESSION) ?? '');
      assert.equal(await isIn(same), false);
      await other.close();
    });

    it('changes nothing for a post from another site, or without the form’s token', async () => {
      const visitor = browser(opened);
      await signIn(visitor);
      const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      for (const url of ['/restore_all', '/sign-out', '/tokens', '/api/restore_all'])
        for (const headers of [
          { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' },
          { origin: 'null' },
          {},
          ...(url.startsWith('/api') ? [] : [{ origin: SITE }]),
        ]) {
          const { statusCode } = await opened.app.inject({
            method: 'POST',
            url,
            headers: {
              host: new URL(SITE).host,
              cookie,
              'content-type': 'application/x-www-form-urlencoded',
              ...headers,
            },
            payload: 'name=x&scope=write&days=0',
          });
          assert.equal(statusCode, 403, `${url} ${JSON.stringify(headers)}`);
        }
      assert.equal(await isIn(visitor), true);
    });

    it('of a form that was open too long changes nothing, and says so', async () => {
      const visitor = browser(opened);
      await signIn(visitor);
      const page = await visitor.get('/');
      opened.clock.now += 25 * HOUR;
      const answer = await visitor.send(page, '/sign-out');
      assert.equal(answer.status, 200);
      const tokens = await visitor.post('/tokens', { name: 'x', scope: 'read', days: '0' });
      assert.equal(tokens.status, 401);
      assert.match(textOf(tokens.html), /not signed in any more, and nothing was changed/);
    });
  });

  /** What the audit says of refusals, the newest first. */
  async function refusals(): Promise<string[]> {
    opened.provider.account = { email: 'auditor@example.com', email_verified: true };
    const visitor = browser(opened);
    await signIn(visitor);
    const { html } = await visitor.get('/audit');
    return [...html.matchAll(/<tr>\s*<td>(.*?)<\/tr>/gs)]
      .map(([, row = '']) => textOf(`<main>${row}`).replace(/^just now /, ''))
      .filter((row) => row.includes('refused'));
  }
});

function location(page: Page): string {
  return String(page.headers['location']);
}
