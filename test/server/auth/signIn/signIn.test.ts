import assert from 'node:assert/strict';
import { textOf } from '../../pages/visitor.ts';
import { type OidcProvider, startOidcProvider } from '../../../support/oidcProvider.ts';
import { browser, openSignIn, SITE, type SignInApp, throughProvider } from './openSignIn.ts';
import { begin, isIn, location, signIn } from './signingIn.ts';

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
});
