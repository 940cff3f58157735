import assert from 'node:assert/strict';
import { archiveText, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { linkNamed, linksOf, textOf } from './visitor.ts';

describe('saved searches', () => {
  let pages: OpenPages;
  beforeEach(async () => {
    const lines = tracebackLines('2016-08-12T03:10:00', "KeyError: 'sku'");
    pages = await openPages({ archives: { '2016-08-12-03.tsv': archiveText(lines) } });
  });
  afterEach(() => pages.close());

  const save = async (address: string, name: string) =>
    pages.visitor.send(await pages.visitor.get(address), '/searches', { name });

  for (const [address, kept] of [
    ['/groups?day=2016-08-12&q=KeyError&filter=new', '/groups?q=KeyError&filter=new'],
    ['/groups?day=all&q=KeyError', '/groups?day=all&q=KeyError'],
    ['/groups?from=2016-08-01&to=2016-08-12', '/groups?from=2016-08-01&to=2016-08-12'],
    ['/', '/groups'],
  ] as const) {
    it(`keep ${address} as ${kept}, a link on every list`, async () => {
      const saved = await save(address, 'mine & ours');
      assert.equal(saved.address, kept);
      assert.match(textOf(saved.html), /^Saved as “mine & ours”\. Undo/);
      assert.equal(linkNamed(await pages.visitor.get('/'), 'mine & ours'), kept);
    });
  }

  it('are replaced by name, and removed', async () => {
    await save('/groups?day=all&q=KeyError', 'ours');
    const page = await save('/groups?day=all&filter=new', 'ours');
    assert.equal(linksOf(page).filter((link) => link === '/groups?day=all&filter=new').length > 0, true);
    const removed = await pages.visitor.send(page, '/searches/remove', { name: 'ours' });
    assert.match(textOf(removed.html), /^“ours” is not among your searches any more\./);
    assert.doesNotMatch(textOf(removed.html), /Saved searches 1/);
  });

  it('are at most fifty', async () => {
    const fields = formFields((await pages.visitor.get('/')).html);
    const names = Array.from({ length: 50 }, (_, n) => `search ${n}`);
    for (const name of names) assert.equal((await pages.visitor.post('/searches', { ...fields, name })).status, 200);
    const more = await pages.visitor.post('/searches', { ...fields, name: 'one more' });
    assert.equal(more.status, 409);
    assert.match(textOf(more.html), /you keep 50 searches already/);
  });

  for (const fields of [
    { name: '' },
    { name: ' ' },
    { name: 'x'.repeat(61) },
    { name: 'x', day: 'never' },
    { name: 'x', filter: 'blue' },
    { name: 'x', to: 'https://evil.example.com' },
  ])
    it(`${JSON.stringify(fields)} is refused`, async () => {
      const form = formFields((await pages.visitor.get('/')).html);
      assert.equal((await pages.visitor.post('/searches', { ...form, ...fields })).status, 400);
    });
});

function formFields(html: string): { _csrf: string } {
  return { _csrf: /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '' };
}
