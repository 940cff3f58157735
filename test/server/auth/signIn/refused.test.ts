import assert from 'node:assert/strict';
import { textOf } from '../../pages/visitor.ts';
import { type Account, type OidcProvider, startOidcProvider } from '../../../support/oidcProvider.ts';
import { browser, openSignIn, SITE, type SignInApp, throughProvider } from './openSignIn.ts';
import { begin, isIn, location, signIn } from './signingIn.ts';

describe('signing in is refused', function () {
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
