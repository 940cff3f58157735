import assert from 'node:assert/strict';
import { textOf } from '../../pages/visitor.ts';
import { type OidcProvider, startOidcProvider } from '../../../support/oidcProvider.ts';
import { browser, openSignIn, SITE, type SignInApp, throughProvider } from './openSignIn.ts';
import { begin, isIn, signIn } from './signingIn.ts';

const HOUR = 3_600_000;
const SESSION = 'assertion_context_session';

describe('a session', function () {
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
