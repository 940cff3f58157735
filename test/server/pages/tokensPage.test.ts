import assert from 'node:assert/strict';
import { Tokens } from '../../../server/auth/tokens/tokens.ts';
import { browser, openSignIn, type SignInApp, throughProvider } from '../auth/signIn/openSignIn.ts';
import { formsOf, type Visitor, textOf } from './visitor.ts';

const DAY = 86_400_000;

describe('the pages about tokens and about who did what', () => {
  let opened: SignInApp;
  let visitor: Visitor;
  beforeEach(async () => {
    opened = await openSignIn();
    visitor = browser(opened);
    const start = await visitor.get('/sign-in/go');
    await visitor.get(await throughProvider(String(start.headers['location'])));
  });
  afterEach(() => opened.close());

  const status = async (token: string): Promise<number> =>
    (await opened.app.inject({ url: '/api/groups', headers: { authorization: `Bearer ${token}` } })).statusCode;

  it('a token is made, shown once, used, seen to be used, revoked', async () => {
    const empty = await visitor.get('/tokens');
    assert.match(textOf(empty.html), /No token was made yet/);
    const made = await visitor.send(empty, '/tokens', { name: ' <lambda>  of', scope: 'read', days: '30' });
    assert.equal(made.status, 400, 'a name with brackets');
    const page = await visitor.send(empty, '/tokens', { name: ' lambda  of logs', scope: 'read', days: '30' });
    assert.equal(page.headers['cache-control'], 'no-store');
    const [, token = ''] = /(act_[\w-]+)/.exec(textOf(page.html)) ?? [];
    assert.equal(await status(token), 200);

    const list = await visitor.get('/tokens');
    assert.ok(!list.html.includes(token));
    assert.match(textOf(list.html), /lambda of logs by ada@example\.com read just now just now 31 Jan 00:00 Revoke/);
    const gone = await visitor.send(list, '/tokens/revoke');
    assert.match(textOf(gone.html), /^lambda of logs is revoked/);
    assert.equal(await status(token), 401);
    assert.equal((await visitor.post('/tokens/revoke', formsOf(list).at(-1)?.fields ?? {})).status, 404);
  });

  it('one that has expired says so', async () => {
    const tokens = new Tokens(opened.store, () => opened.clock.now);
    await tokens.make({ name: 'ci', scope: 'ingest', expiresAt: opened.clock.now - DAY });
    assert.match(textOf((await visitor.get('/tokens')).html), /ci ingest just now never expired 31 Dec 2029 Revoke/);
  });

  it('every decision stands in the audit with who made it, the newest first', async () => {
    const asked = await visitor.get('/audit');
    assert.match(textOf(asked.html), /Nothing was decided yet/);
    await visitor.send(await visitor.get('/tokens'), '/tokens', { name: 'ci', scope: 'ingest', days: '0' });
    await visitor.send(await visitor.get('/tokens'), '/tokens/revoke');
    const rows = textOf((await visitor.get('/audit')).html);
    assert.match(
      rows,
      /just now ada@example\.com revoked a token ci just now ada@example\.com made a token \(ingest\) ci$/,
    );
  });
});
