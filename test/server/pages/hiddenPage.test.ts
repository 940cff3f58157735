import assert from 'node:assert/strict';
import { archiveText, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { linksOf, textOf, Visitor } from './visitor.ts';

const ARCHIVES = {
  '2016-08-12-03.tsv': archiveText([
    ...tracebackLines('2016-08-12T03:10:00', "KeyError: 'sku'"),
    ...tracebackLines('2016-08-12T03:20:00', 'AssertionError: -3'),
  ]),
};

describe('hiding a fault for oneself', () => {
  let pages: OpenPages;
  let group: string;
  beforeEach(async () => {
    pages = await openPages({ archives: ARCHIVES });
    group = linksOf(await pages.visitor.get('/')).find((link) => link.startsWith('/groups/v')) ?? '';
  });
  afterEach(() => pages.close());

  const faults = async () =>
    linksOf(await pages.visitor.get('/groups?day=2016-08-12')).filter((link) => link.startsWith('/groups/v'));

  it('leaves it out of lists and counts, says so, and is undone', async () => {
    const list = await pages.visitor.get('/groups?day=2016-08-12&q=exc%3AAssertionError');
    const sent = await pages.visitor.send(list, '/hidden', { fingerprint: group.replace('/groups/', '') });
    assert.equal(sent.address, '/groups?day=2016-08-12&q=exc%3AAssertionError');
    assert.match(textOf(sent.html), /^Hidden for you: AssertionError in total Undo /);
    assert.equal((await faults()).includes(group), false);
    const text = textOf((await pages.visitor.get('/groups?day=2016-08-12')).html);
    assert.match(text, /all 1 .*1 fault hidden for you/);
    await pages.visitor.send(sent, `${group}/show_to_me`);
    assert.equal((await faults()).includes(group), true);
  });

  it('ends on the day that was given, with its reason on the fault’s page and among all that is hidden', async () => {
    const hidden = await pages.visitor.post(`${group}/hide_for_me`, {
      ...(await token(pages)),
      until: '2016-08-14',
      reason: 'not mine',
    });
    assert.match(
      textOf(hidden.html),
      /Hidden for you since 12 Aug 2016 04:00:00, until 14 Aug 2016 00:00:00\. Reason: not mine/,
    );
    assert.match(
      textOf((await pages.visitor.get('/hidden')).html),
      /AssertionError in total just now until 14 Aug 2016 00:00:00 not mine Show again/,
    );
    assert.equal((await pages.store.group(group.replace('/groups/', '')))?.state.hidden, undefined);
    const undone = await pages.visitor.send(hidden, `${group}/show_to_me`);
    assert.match(textOf(undone.html), /^Shown to you again\. Undo/);
    const again = await pages.visitor.send(undone, `${group}/hide_for_me`);
    assert.match(textOf(again.html), /until 14 Aug 2016 00:00:00\. Reason: not mine/);
  });

  it('is over when its day has come', async () => {
    await pages.visitor.post(`${group}/hide_for_me`, { ...(await token(pages)), until: '2016-08-14' });
    const { store, folder } = pages;
    const later = await openPages({ store, folder, now: '2016-08-14T00:00:01Z' });
    const page = await later.visitor.get('/groups?day=2016-08-12');
    await later.app.close();
    assert.ok(linksOf(page).includes(group));
  });

  it('all of it is shown again at once', async () => {
    for (const each of await faults()) await pages.visitor.post(`${each}/hide_for_me`, await token(pages));
    assert.deepEqual(await faults(), []);
    const done = await pages.visitor.send(await pages.visitor.get('/hidden'), '/hidden/show_all');
    assert.match(textOf(done.html), /^2 faults shown to you again\./);
    assert.equal((await faults()).length, 2);
    assert.match(textOf((await pages.visitor.get('/hidden')).html), /You hide no fault\./);
  });

  for (const [what, action, fields, status] of [
    ['a fault that is not there', '/groups/v1-0/hide_for_me', {}, 404],
    ['until a day that has begun', undefined, { until: '2016-08-12' }, 400],
    ['until no day', undefined, { until: 'soon' }, 400],
    ['nothing', '/hidden', {}, 400],
  ] as const) {
    it(`refuses to hide ${what}`, async () => {
      const page = await pages.visitor.post(action ?? `${group}/hide_for_me`, { ...(await token(pages)), ...fields });
      assert.equal(page.status, status);
    });
  }

  for (const back of [
    'https://evil.example.com/groups',
    '//evil.example.com/groups',
    '/tokens',
    '/groups/../tokens',
    'javascript:alert(1)',
  ]) {
    it(`does not go back to ${back}`, async () => {
      const fields = { ...(await token(pages)), fingerprint: group.replace('/groups/', ''), back };
      assert.equal((await pages.visitor.post('/hidden', fields)).address, '/');
    });
  }

  it('does nothing without the form’s token', async () => {
    assert.equal((await new Visitor(pages.app).post(`${group}/hide_for_me`, {})).status, 403);
    assert.equal((await faults()).length, 2);
  });
});

describe('what one hides for oneself', () => {
  it('others see', async () => {
    const tokens = { one: 'a'.repeat(24), other: 'b'.repeat(24) };
    const pages = await openPages({
      archives: ARCHIVES,
      environment: { API_TOKENS: `one:${tokens.one},other:${tokens.other}` },
    });
    const as = (secret: string) => ({ authorization: `Bearer ${secret}`, accept: 'text/html' });
    const list = await pages.app.inject({ url: '/', headers: as(tokens.one) });
    const [, group = ''] = /href="(\/groups\/v[^"]*)"/.exec(list.body) ?? [];
    const headers = { ...as(tokens.one), 'content-type': 'application/json' };
    const hidden = await pages.app.inject({ method: 'POST', url: `${group}/hide_for_me`, headers, payload: '{}' });
    assert.equal(hidden.statusCode, 303);
    const mine = await pages.app.inject({ url: '/', headers: as(tokens.one) });
    const others = await pages.app.inject({ url: '/', headers: as(tokens.other) });
    await pages.close();
    assert.equal(mine.body.includes(group), false);
    assert.equal(others.body.includes(group), true);
  });
});

/** The token that forms of these pages carry. */
async function token({ visitor }: OpenPages): Promise<{ _csrf: string }> {
  const { html } = await visitor.get('/groups?day=2016-08-12&filter=hidden');
  return { _csrf: /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '' };
}
