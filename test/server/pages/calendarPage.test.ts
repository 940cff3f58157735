import assert from 'node:assert/strict';
import { archiveText, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { linkNamed, linksOf, textOf } from './visitor.ts';

describe('the calendar', () => {
  let pages: OpenPages;
  before(async () => {
    const archive = (...lasts: [string, string][]) =>
      archiveText(lasts.flatMap(([at, last]) => tracebackLines(at, last)));
    pages = await openPages({
      archives: {
        'a.tsv': archive(
          ['2016-07-30T03:10:00', 'KeyError: 1'],
          ['2016-08-01T03:10:00', 'KeyError: 1'],
          ['2016-08-12T03:10:00', 'KeyError: 1'],
          ['2016-08-12T03:20:00', 'TypeError: 1'],
        ),
      },
    });
  });
  after(() => pages.close());

  const days = (html: string) => [...html.matchAll(/aria-label="(\d+: \d+ faults?)"/g)].map(([, day]) => day);

  it('has a month’s days with how many faults each has, and leads to them and to other months', async () => {
    const page = await pages.visitor.get(linkNamed(await pages.visitor.get('/'), 'calendar'));
    assert.match(textOf(page.html), /^August 2016 ‹ July 2016 .* Mon Tue Wed Thu Fri Sat Sun 1 1 2 3 4 5 6 7 8/);
    assert.deepEqual(days(page.html), ['1: 1 fault', '12: 2 faults']);
    assert.ok(linksOf(page).includes('/groups?day=2016-08-12'));
    const july = await pages.visitor.get(linkNamed(page, 'July 2016'));
    assert.deepEqual(days(july.html), ['30: 1 fault']);
    assert.doesNotMatch(textOf(july.html), /June 2016/);
    assert.equal(linkNamed(july, 'August 2016'), '/calendar?month=2016-08');
  });

  it('keeps search and filter, and counts what the filter shows', async () => {
    const page = await pages.visitor.get('/calendar?q=KeyError&filter=new&month=2016-08');
    assert.deepEqual(days(page.html), ['12: 1 fault']);
    assert.ok(linksOf(page).includes('/groups?day=2016-08-12&q=KeyError&filter=new'));
    assert.match(page.html, /name="q" value="KeyError"/);
    assert.match(textOf(page.html), /The numbers are of all faults/);
  });

  for (const [address, heading] of [
    ['/calendar?day=2016-07-30', /^July 2016/],
    ['/calendar?from=2016-06-01&to=2016-07-30', /^July 2016/],
    ['/calendar?from=2016-06-01', /^August 2016/],
    ['/calendar?month=2016-02', /^February 2016 .* 28 29 From/],
    ['/calendar?month=0000-01', /^January/],
    ['/calendar?month=9999-12', /^December 9999/],
  ] as const) {
    it(`${address} shows ${String(heading)}`, async () => {
      const page = await pages.visitor.get(address);
      assert.equal(page.status, 200);
      assert.match(textOf(page.html), heading);
    });
  }

  for (const address of ['/calendar?month=2016-13', '/calendar?month=august', '/calendar?day=12'])
    it(`${address} is refused with a page`, async () => assert.equal((await pages.visitor.get(address)).status, 400));

  it('says where there is nothing', async () => {
    const empty = await openPages();
    const page = await empty.visitor.get('/calendar');
    await empty.close();
    assert.deepEqual(days(page.html), []);
    assert.match(textOf(page.html), /^August 2016/);
  });
});
