import assert from 'node:assert/strict';
import { QUERY_HELP } from '../../../src/core/groups/queryHelp.ts';
import { archiveText, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { linksOf, textOf } from './visitor.ts';

describe('the other pages', () => {
  let pages: OpenPages;
  before(async () => {
    pages = await openPages({
      archives: { '2016-08-12-03.tsv': archiveText(tracebackLines('2016-08-12T03:10:00', 'HealthError: slow')) },
      rules: {
        hide: [
          { name: 'health checks', type: '^HealthError$', program: 'engine' },
          { name: 'bots', message: 'crawl' },
        ],
        labels: ['(?<customer>acme)'],
      },
    });
  });
  after(() => pages.close());

  it('rules: each with its conditions and how many hits it hides', async () => {
    const text = textOf((await pages.visitor.get('/rules')).html);
    assert.match(text, /All days .* health checks type \^HealthError\$ program engine 1 bots message crawl 0/);
    assert.match(text, /\(\?<customer>acme\)/);
    assert.match(
      textOf((await pages.visitor.get('/rules?day=2016-08-11')).html),
      /Thu 11 August 2016 .* health checks .* 0 bots/,
    );
  });

  it('search help: every example is a search that can be tried', async () => {
    const page = await pages.visitor.get('/search');
    const tries = linksOf(page).filter((link) => link.startsWith('/groups?day=all'));
    assert.equal(tries.length, QUERY_HELP.length);
    for (const address of tries) assert.equal((await pages.visitor.get(address)).status, 200, address);
  });

  it('what is not there: a page for people, a document for programs', async () => {
    const page = await pages.visitor.get('/nowhere');
    assert.equal(page.status, 404);
    assert.match(page.html, /<h1>Not found<\/h1>/);
    const response = await pages.app.inject({ url: '/nowhere' });
    assert.match(String(response.headers['content-type']), /problem\+json/);
  });

  it('what fails: the request’s id, and nothing that only the server should know', async () => {
    const { store } = pages;
    const status = store.status.bind(store);
    store.status = async () => {
      throw new Error('secret of /var/lib');
    };
    const page = await pages.visitor.get('/groups?day=2016-08-11');
    store.status = status;
    assert.equal(page.status, 500);
    assert.match(textOf(page.html), /The server failed .* Request [0-9a-f]+/);
    assert.doesNotMatch(page.html, /secret/);
  });

  it('are never kept by caches, unlike their styles', async () => {
    const page = await pages.visitor.get('/');
    assert.equal(page.headers['cache-control'], 'no-store');
    for (const [, address = ''] of page.html.matchAll(/(?:href|src)="(\/media\/[^"]*)"/g)) {
      const { statusCode, headers } = await pages.app.inject({ url: address });
      assert.equal(statusCode, 200, address);
      assert.match(String(headers['cache-control']), /max-age=3600/);
    }
  });
});
