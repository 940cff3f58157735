import assert from 'node:assert/strict';
import { AwaitedAnswers } from '../../src/signIn/awaitedAnswers.ts';
import { exchangeCode, giveUpToken } from '../../src/signIn/editorApi.ts';
import { newPkce, newState } from '../../src/signIn/pkce.ts';
import { signInPage } from '../../src/signIn/signInPage.ts';
import { browser, openSignIn, type SignInApp, throughProvider } from '../server/auth/signIn/openSignIn.ts';
import { freePort } from '../vscode/host/freePort.ts';

/** As editors in a browser have it: with parameters of its own. */
const CALLBACK = 'http://localhost:8080/callback?vscode-reqid=1&vscode-scheme=vscode&vscode-path=%2Fsigned-in';

describe('the editor’s side of signing in', () => {
  let opened: SignInApp;
  let site: URL;
  before(async () => {
    const port = await freePort();
    site = new URL(`http://127.0.0.1:${port}`);
    opened = await openSignIn({ site: site.origin });
    await opened.app.listen({ host: '127.0.0.1', port });
  });
  after(() => opened.close());

  it('asks the real site, gets a token that lets in, and gives it up', async () => {
    const [pkce, state] = [newPkce(), newState()];
    const answers = new AwaitedAnswers();
    const code = answers.code(state, new AbortController().signal);

    const visitor = browser(opened, site.origin);
    const page = signInPage(site, pkce, CALLBACK, state);
    const path = page.pathname + page.search;
    await visitor.get(path);
    const go = `/sign-in/go?${new URLSearchParams({ return: path }).toString()}`;
    const back = await visitor.get(
      await throughProvider(String((await visitor.get(go)).headers['location']), site.origin),
    );
    const consent = await visitor.get(String(back.headers['location']));
    assert.match(consent.html, /as <b><bdi>ada@example\.com/);
    const sent = await visitor.sendOnly(consent, '/editor/sign-in');
    const location = String(sent.headers['location']);
    assert.ok(location.startsWith(`${CALLBACK}&code=`), location);

    answers.take(location.slice(location.indexOf('?') + 1));
    const { token, account } = await exchangeCode(site, await code, pkce.verifier);
    assert.equal(account, 'ada@example.com');
    const status = async () =>
      (await fetch(new URL('/api/groups', site), { headers: { authorization: `Bearer ${token}` } })).status;
    assert.equal(await status(), 200);
    await giveUpToken(site, token);
    assert.equal(await status(), 401);
    await assert.rejects(giveUpToken(site, token), /does not accept the access token/);
  });

  it('says why a code gives no token', () =>
    assert.rejects(
      exchangeCode(site, 'x', newPkce().verifier),
      /This code is wrong, was used, or is older than a minute/,
    ));

  it('takes an answer that a window waits for, once, and no other', async () => {
    const answers = new AwaitedAnswers();
    const waiting = answers.code('a-state', new AbortController().signal);
    for (const query of ['', 'code=c', 'state=a-state', 'code=c&state=another'])
      assert.throws(() => answers.take(query), /did not ask to sign in/, query);
    answers.take('windowId=3&code=c&state=a-state');
    assert.equal(await waiting, 'c');
    assert.throws(() => answers.take('code=c&state=a-state'), /did not ask/);
  });

  it('waits no longer than it is told to', async () => {
    const answers = new AwaitedAnswers();
    const left = new AbortController();
    const waiting = answers.code('a-state', left.signal);
    left.abort(new Error('left'));
    await assert.rejects(waiting, /left/);
    assert.throws(() => answers.take('code=c&state=a-state'), /did not ask/);
  });
});
