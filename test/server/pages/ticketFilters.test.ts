import assert from 'node:assert/strict';
import type { GroupTicket } from '../../../src/core/groups/ticket.ts';
import { archiveText, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { linksOf, textOf } from './visitor.ts';

const DAY = '2016-08-12';
const NOW = Date.parse(`${DAY}T04:00:00Z`);
const TYPES = ['KeyError', 'ValueError', 'TypeError'];
const ticket = (key: string, rest: Partial<GroupTicket>): GroupTicket => ({
  key,
  url: `https://shop.example.com/browse/${key}`,
  status: 'To Do',
  category: 'new',
  createdAt: NOW,
  ...rest,
});

describe('tickets in the list', () => {
  let pages: OpenPages;
  before(async () => {
    const lines = TYPES.flatMap((type, n) => tracebackLines(`${DAY}T03:0${n}:00`, `${type}: -3`));
    pages = await openPages({ archives: { [`${DAY}-03.tsv`]: archiveText(lines) } });
    const links = linksOf(await pages.visitor.get('/')).filter((link) => link.startsWith('/groups/v'));
    const [newest = '', middle = ''] = links.map((link) => link.replace('/groups/', ''));
    await pages.store.setTickets(newest, [ticket('SHOP-1', { summary: '<b>Types</b>' })]);
    const done = ticket('SHOP-2', {
      status: 'Done',
      category: 'done',
      createdAt: NOW - 30 * 86_400_000,
      url: 'javascript:alert(1)',
    });
    await pages.store.setTickets(middle, [done]);
  });
  after(() => pages.close());

  const listed = async (filter: string) => {
    const { html } = await pages.visitor.get(`/groups?day=${DAY}&filter=${filter}`);
    return [...html.matchAll(/class="title"[^>]*><b>(\w+)/g)].map(([, type]) => type);
  };

  for (const [filter, types] of [
    ['with-ticket', ['TypeError', 'ValueError']],
    ['open-ticket', ['TypeError']],
    ['no-ticket', ['KeyError']],
    ['no-recent-ticket', ['ValueError', 'KeyError']],
  ] as const) {
    it(`${filter} lists ${types.join(', ')}`, async () => assert.deepEqual(await listed(filter), types));
  }

  it('stand beside their faults, as links where they are addresses of the web', async () => {
    const page = await pages.visitor.get('/');
    assert.match(textOf(page.html), /SHOP-1 To Do .*SHOP-2 Done/);
    assert.deepEqual(
      linksOf(page).filter((link) => /^https:|^javascript:/.test(link)),
      ['https://shop.example.com/browse/SHOP-1'],
    );
  });

  it('says which filter leaves nothing', async () => {
    const none = await openPages({
      archives: { [`${DAY}-03.tsv`]: archiveText(tracebackLines(`${DAY}T03:00:00`, 'KeyError: 1')) },
    });
    const text = textOf((await none.visitor.get(`/groups?day=${DAY}&filter=open-ticket`)).html);
    await none.close();
    assert.match(text, /No fault on Fri 12 August 2016 has an open ticket\./);
  });
});
