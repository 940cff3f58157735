import assert from 'node:assert/strict';
import { archiveText, tracebackLines } from '../pages/archiveText.ts';
import { openPages } from '../pages/openPages.ts';

const ARCHIVES = {
  '2016-08-12-03.tsv': archiveText([
    ...tracebackLines('2016-08-11T03:10:00', 'KeyError: 1'),
    ...tracebackLines('2016-08-12T03:10:00', 'KeyError: 1'),
    ...tracebackLines('2016-08-12T03:20:00', 'EvilError: ]]><script>&amp; \x00\x0b\ufffe \u202e'),
  ]),
};

/** The whole of each element with this name, without what is inside of others. */
const all = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}[ >].*?</${name}>`, 'gs'))].map(([text]) => text);

describe('the feed', () => {
  it('has an entry for each new and each regressed fault, the newest first, with ids that stay', async () => {
    const pages = await openPages({ archives: ARCHIVES });
    const first = await pages.app.inject('/feed.atom');
    assert.equal(first.headers['content-type'], 'application/atom+xml; charset=utf-8');
    const entries = all(first.body, 'entry');
    assert.match(
      entries[0] ?? '',
      /<title>New: EvilError in total<\/title>\n<published>2016-08-12T03:20:00\.000Z<\/published>/,
    );
    assert.match(
      entries[1] ?? '',
      /<title>New: KeyError in total<\/title>\n<published>2016-08-11T03:10:00\.000Z<\/published>/,
    );
    const { groups } = await pages.store.groups(
      { range: { from: '2016-08-12', to: '2016-08-12' }, filter: 'all', limit: 9 },
      0,
    );
    const key = groups.find(({ summary }) => summary.type === 'KeyError')?.fingerprint ?? '';
    await pages.store.resolve(key, { at: Date.parse('2016-08-11T12:00:00Z') });
    const second = await pages.app.inject('/feed.atom');
    await pages.close();
    const ids = (xml: string) => all(xml, 'id').slice(1);
    assert.deepEqual(
      ids(second.body).filter((id) => ids(first.body).includes(id)),
      ids(first.body),
    );
    assert.match(
      all(second.body, 'entry').find((entry) => entry.includes('Regressed')) ?? '',
      new RegExp(
        `<id>http://localhost:\\d+/groups/${key}#regressed-1470916800000</id>\n<title>Regressed: KeyError in total</title>\n<published>2016-08-12T03:10:00`,
      ),
    );
  });

  it('is what RFC 4287 asks for, whatever a log says', async () => {
    const pages = await openPages({
      archives: ARCHIVES,
      environment: { PUBLIC_URL: 'https://tracebacks.example.com' },
    });
    const { body } = await pages.app.inject({ url: '/feed.atom', headers: { host: 'tracebacks.example.com' } });
    await pages.close();
    assert.match(body, /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/);
    const head = body.slice(0, body.indexOf('<entry>'));
    for (const part of ['<id>', '<title>', '<updated>', '<author><name>', 'rel="self"'])
      assert.ok(head.includes(part), part);
    assert.match(head, /<updated>2016-08-12T03:20:00\.000Z<\/updated>/);
    for (const entry of all(body, 'entry'))
      for (const part of [
        '<id>https://tracebacks.example.com/groups/',
        '<title>',
        '<updated>',
        'rel="alternate"',
        '<content type="text">',
      ])
        assert.ok(entry.includes(part), part);
    assert.match(body, /\]\]&gt;&lt;script&gt;&amp;amp;/);
    assert.doesNotMatch(body, /[\0-\x08\x0b-\x1f\u202e\ufffe\uffff]/);
    assert.equal(all(body, 'script').length, 0);
  });

  it('leaves out what is hidden, is a feed without entries too, and every page leads to it', async () => {
    const pages = await openPages({ archives: ARCHIVES });
    const { groups } = await pages.store.groups(
      { range: { from: '2016-08-12', to: '2016-08-12' }, filter: 'all', limit: 9 },
      0,
    );
    for (const { fingerprint } of groups) await pages.store.hide(fingerprint, { at: 0 });
    const { body, statusCode } = await pages.app.inject('/feed.atom');
    const { html } = await pages.visitor.get('/rules');
    await pages.close();
    assert.deepEqual(
      [statusCode, all(body, 'entry'), all(body, 'updated')],
      [200, [], ['<updated>2016-08-12T00:00:00.000Z</updated>']],
    );
    assert.match(
      html,
      /<link rel="alternate" type="application\/atom\+xml" title="New and regressed faults" href="\/feed\.atom">/,
    );
  });

  it('is given to nobody without a token where there is one', async () => {
    const pages = await openPages({ archives: ARCHIVES, environment: { API_TOKENS: `reader:${'a'.repeat(24)}` } });
    const none = await pages.app.inject('/feed.atom');
    const some = await pages.app.inject({ url: '/feed.atom', headers: { authorization: `Bearer ${'a'.repeat(24)}` } });
    await pages.close();
    assert.deepEqual([none.statusCode, some.statusCode], [401, 200]);
  });
});
