import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { assertReadable } from './assertReadable.ts';
import { launchChromium } from './launchChromium.ts';
import { openSignInSite } from './openSignInSite.ts';
import { watchedPage } from './watchedPage.ts';

const EDITOR = 'vscode://assertion-context.assertion-context/signed-in';

describe('signing in, in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let site: Awaited<ReturnType<typeof openSignInSite>>;
  before(async function () {
    browser = await launchChromium(this);
  });
  beforeEach(async () => (site = await openSignInSite()));
  afterEach(() => site?.close());
  after(() => browser?.close());

  async function journey(javaScriptEnabled: boolean, walk: (page: Page) => Promise<void>): Promise<void> {
    const { page, troubles } = await watchedPage(browser, {
      baseURL: site.base,
      viewport: { width: 1280, height: 800 },
      javaScriptEnabled,
    });
    await walk(page);
    await page.context().close();
    assert.deepEqual(troubles, []);
  }

  const signIn = (page: Page) => page.getByRole('link', { name: /^Sign in with/ }).click();
  const notice = (page: Page) => page.locator('.notice').innerText();

  for (const javaScriptEnabled of [true, false])
    describe(`scripts ${javaScriptEnabled ? 'on' : 'off'}`, () => {
      it('a link is followed through the provider to its page; what is decided there has a name; signing out ends it', () =>
        journey(javaScriptEnabled, async (page) => {
          await page.goto('/groups?day=all&q=exc%3AAssertionError');
          assert.equal(await page.locator('h1').innerText(), 'Sign in');
          await signIn(page);
          assert.equal(new URL(page.url()).search, '?day=all&q=exc%3AAssertionError');
          await page.locator('.title').first().click();
          await page.getByRole('button', { name: 'Mark as resolved' }).click();
          assert.match(await page.locator('.state').first().innerText(), /ada@example\.com/);
          await page.getByRole('link', { name: 'Audit' }).click();
          assert.match(
            await page.locator('tbody tr').first().innerText(),
            /ada@example\.com\s+marked a fault as resolved/,
          );
          await page.locator('tbody a').first().click();
          await page.getByRole('button', { name: 'Reopen' }).click();

          await page.getByRole('button', { name: 'Sign out' }).click();
          assert.match(await notice(page), /You are signed out\./);
          await page.goto('/');
          assert.equal(await page.locator('h1').innerText(), 'Sign in');
        }));

      it('a token is made, lets in, and is revoked', () =>
        journey(javaScriptEnabled, async (page) => {
          await page.goto('/tokens');
          await signIn(page);
          await page.getByLabel('Name').fill('lambda');
          await page.getByLabel('Scope').selectOption('read');
          await page.getByRole('button', { name: 'Make token' }).click();
          const token = await page.getByLabel('The new token').innerText();
          const status = async () =>
            (await fetch(`${site.base}/api/groups`, { headers: { authorization: `Bearer ${token}` } })).status;
          assert.equal(await status(), 200);
          await page.goto('/tokens');
          assert.ok(!(await page.content()).includes(token));
          await page.getByRole('button', { name: 'Revoke lambda' }).click();
          assert.match(await notice(page), /^lambda is revoked/);
          assert.equal(await status(), 401);
        }));

      it('an editor on this machine is let in, and answered', () =>
        journey(javaScriptEnabled, async (page) => {
          const editor = createServer((_request, response) => response.end('Back to the editor'));
          editor.listen(0, '127.0.0.1');
          await once(editor, 'listening');
          const callback = `http://127.0.0.1:${(editor.address() as AddressInfo).port}/callback?vscode-reqid=1`;
          await page.goto(editorAddress(callback));
          await signIn(page);
          assert.match(await page.locator('main').innerText(), /as ada@example\.com/);
          await page.getByRole('button', { name: 'Let it in' }).click();
          assert.ok(page.url().startsWith(`${callback}&code=`), page.url());
          assert.equal(new URL(page.url()).searchParams.get('state'), 's'.repeat(24));
          editor.closeAllConnections();
          editor.close();
        }));

      it('an editor that has a scheme of its own is sent the code by it', () =>
        journey(javaScriptEnabled, async (page) => {
          await page.goto(editorAddress(EDITOR));
          await signIn(page);
          const [answer] = await Promise.all([
            page.waitForResponse((response) => response.request().method() === 'POST'),
            page.getByRole('button', { name: 'Let it in' }).click({ noWaitAfter: true }),
          ]);
          assert.match(
            answer.headers()['location'] ?? '',
            /^vscode:\/\/assertion-context\.assertion-context\/signed-in\?code=/,
          );
        }));

      it('somebody who is not let in is told so, and can try again', () =>
        journey(javaScriptEnabled, async (page) => {
          site.provider.account = { email: 'x@notexample.com', email_verified: true };
          await page.goto('/rules');
          await signIn(page);
          assert.match(await page.locator('main').innerText(), /Refused.*x@notexample\.com is not let in here/s);
          site.provider.account = { email: 'ada@example.com', email_verified: true };
          await page.getByRole('link', { name: 'Faults' }).first().click();
          // The provider still knows who was there.
          await page.getByRole('link', { name: 'as somebody else' }).click();
          // And asks, where it may run no script, before it forgets them.
          if (!javaScriptEnabled) await page.getByRole('button').first().click();
          await page.waitForURL(({ origin, pathname }) => origin === site.base && pathname === '/');
        }));
    });

  const editorAddress = (callback: string): string =>
    `/editor/sign-in?${new URLSearchParams({ challenge: 'c'.repeat(43), state: 's'.repeat(24), callback }).toString()}`;

  const pages: Record<string, (page: Page) => Promise<unknown>> = {
    'sign in': async () => undefined,
    'signed out': (page) => signIn(page).then(() => page.getByRole('button', { name: 'Sign out' }).click()),
    refused: (page) => {
      site.provider.account = { email: `${'long'.repeat(15)}@notexample.com`, email_verified: true };
      return signIn(page);
    },
    tokens: (page) => signIn(page).then(() => page.goto('/tokens')),
    'a new token': async (page) => {
      await signIn(page);
      for (const name of ['lambda', 'W'.repeat(64)]) {
        await page.goto('/tokens');
        await page.getByLabel('Name').fill(name);
        await page.getByRole('button', { name: 'Make token' }).click();
      }
    },
    'an editor to let in': (page) => page.goto(editorAddress(EDITOR)).then(() => signIn(page)),
    'an editor elsewhere': (page) => signIn(page).then(() => page.goto(editorAddress('https://evil.example.com/'))),
    'audit without entries': (page) => signIn(page).then(() => page.goto('/audit')),
    audit: async (page) => {
      await signIn(page);
      await page.locator('.title').first().click();
      await page.locator('summary', { hasText: 'Hide' }).click();
      await page.getByRole('textbox', { name: 'Why' }).fill('the <b>supplier</b> knows; '.repeat(10));
      await page.getByRole('button', { name: 'Hide for everyone' }).click();
      await page.goto('/audit');
    },
  };
  for (const [name, open] of Object.entries(pages))
    it(`${name}: readable, nothing refused, nothing sticks out, light and dark, wide and narrow`, () =>
      journey(true, async (page) => {
        await page.goto('/groups?day=2016-08-12');
        await open(page);
        await assertReadable(page);
      }));
});
