import assert from 'node:assert/strict';
import { archiveText, chatter, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { linkNamed, linksOf, textOf } from './visitor.ts';

const RULES = { hide: [{ name: 'health checks', type: '^HealthError$' }], labels: ['customer=(?<customer>\\w+)'] };
const ARCHIVES = {
  'dt=2016-08-10/2016-08-10-03.tsv': archiveText(
    tracebackLines('2016-08-10T03:10:00', "KeyError: 'sku'", { function: 'reserve' }),
  ),
  'dt=2016-08-12/2016-08-12-03.tsv': archiveText(
    [
      ...chatter(3, '2016-08-12T03:00:00'),
      ...tracebackLines('2016-08-12T03:10:00', "KeyError: 'sku'", { function: 'reserve' }),
      ...tracebackLines('2016-08-12T03:20:00', 'HealthError: slow', { program: 'web' }),
      ...tracebackLines('2016-08-12T03:30:00', 'AssertionError: -3'),
      ...tracebackLines('2016-08-12T03:40:00', 'AssertionError: -4'),
    ],
    700_594_302_299_000_000n,
  ),
};

describe('the list of faults', () => {
  let pages: OpenPages;
  before(async () => (pages = await openPages({ archives: ARCHIVES, rules: RULES })));
  after(() => pages.close());

  const faults = async (address: string) =>
    [...(await pages.visitor.get(address)).html.matchAll(/<tr>.*?<\/tr>/gs)]
      .map(([row]) => textOf(row))
      .filter((row) => !row.startsWith('Fault'));

  it('shows the day’s faults, the one seen last first, with count and last seen', async () => {
    const [first, second, ...rest] = await faults('/');
    assert.match(first ?? '', /^new: AssertionError: -4 total orders\/cart\.py:63 customer=acme 2 20 min ago Hide$/);
    assert.match(second ?? '', /^known: KeyError: 'sku' reserve orders\/cart\.py:63 customer=acme 1 50 min ago Hide$/);
    assert.deepEqual(rest, []);
  });

  it('opens on today, or says that it opens on the newest day that has any', async () => {
    assert.doesNotMatch((await pages.visitor.get('/')).html, /newest day/);
    const later = await openPages({ archives: ARCHIVES, now: '2016-08-20T09:00:00Z' });
    const text = textOf((await later.visitor.get('/')).html);
    await later.close();
    assert.match(text, /^Fri 12 August 2016 /);
    assert.match(text, /No tracebacks today, Sat 20 Aug\. This is the newest day that has any\./);
  });

  it('leads to the days before and after, and keeps search and filter on the way', async () => {
    const earlier = linkNamed(await pages.visitor.get('/groups?day=2016-08-12&q=KeyError&filter=new'), 'Wed 10 Aug');
    assert.equal(earlier, '/groups?day=2016-08-10&q=KeyError&filter=new');
    const page = await pages.visitor.get(earlier);
    assert.match(page.html, /name="q" value="KeyError"/);
    assert.equal(linkNamed(page, 'Fri 12 Aug'), '/groups?day=2016-08-12&q=KeyError&filter=new');
    assert.equal(linkNamed(page, 'today'), '/groups?day=2016-08-12&q=KeyError&filter=new');
  });

  it('keeps day and filter in the search form', async () => {
    const { html } = await pages.visitor.get('/groups?from=2016-08-10&to=2016-08-12&filter=new');
    for (const field of ['from" value="2016-08-10', 'to" value="2016-08-12', 'filter" value="new']) {
      assert.ok(html.includes(`<input type="hidden" name="${field}">`), field);
    }
  });

  const LISTS: [string, string[]][] = [
    ['/groups?day=2016-08-12&filter=new', ['AssertionError']],
    ['/groups?day=2016-08-10', ['KeyError']],
    ['/groups?day=all', ['AssertionError', 'KeyError']],
    ['/groups?from=2016-08-11', ['AssertionError', 'KeyError']],
    ['/groups?to=2016-08-11', ['KeyError']],
    ['/groups?day=2016-08-12&filter=hidden', ['HealthError']],
    ['/groups?day=all&q=func:reserve', ['KeyError']],
    ['/groups?day=2016-08-12&q=label:customer%3Dacme', ['AssertionError', 'KeyError']],
    ['/groups?day=2016-08-12&q=+', ['AssertionError', 'KeyError']],
  ];
  for (const [address, types] of LISTS) {
    it(`${address} lists ${types.join(', ')}`, async () => {
      const found = (await faults(address)).map((row) => /: (\w+)/.exec(row)?.[1]);
      assert.deepEqual(found, types);
    });
  }

  it('has filters with counts, and none beside a search, which changes them', async () => {
    assert.match(
      textOf((await pages.visitor.get('/')).html),
      /all 2 new 1 regressed 0 resolved 0 hidden 1 with ticket 0 open ticket 0 no ticket 2 no ticket in two weeks 2/,
    );
    assert.match(
      textOf((await pages.visitor.get('/?q=KeyError')).html),
      /all new regressed resolved hidden with ticket open ticket no ticket no ticket in two weeks 1 fault found/,
    );
  });

  it('says how much rules hide, and leads to them', async () => {
    const page = await pages.visitor.get('/');
    const rules = linkNamed(page, '1 hit hidden by 1 rule');
    assert.equal(rules, '/rules?day=2016-08-12');
    assert.match(textOf((await pages.visitor.get(rules)).html), /health checks type \^HealthError\$ 1/);
  });

  it('has links to every fault and label', async () => {
    const links = linksOf(await pages.visitor.get('/'));
    assert.equal(links.filter((link) => link.startsWith('/groups/v')).length, 2);
    assert.ok(links.includes('/groups?day=2016-08-12&q=label%3Acustomer%3Dacme'));
  });

  const EMPTY: [string, RegExp, string][] = [
    ['/groups?from=2016-08-13', /No tracebacks since Sat 13 August 2016\./, '/groups?day=2016-08-12'],
    [
      '/groups?from=2016-08-01&to=2016-08-09',
      /No tracebacks from 1 Aug 2016 to 9 Aug 2016\./,
      '/groups?day=2016-08-12',
    ],
    ['/groups?day=all&q=nowhere', /No fault on any day matches/, '/groups?day=all'],
    [
      '/groups?day=2016-08-11',
      /No tracebacks on Thu 11 August 2016\. The newest are from Fri 12 August 2016\./,
      '/groups?day=2016-08-10',
    ],
    [
      '/groups?day=2016-08-12&filter=resolved',
      /No fault on Fri 12 August 2016 is resolved\./,
      '/groups?day=2016-08-12',
    ],
    [
      '/groups?day=2016-08-10&q=AssertionError',
      /No fault on Wed 10 August 2016 matches/,
      '/groups?day=all&q=AssertionError',
    ],
  ];
  for (const [address, reason, way] of EMPTY) {
    it(`${address} is empty, says why, and where to go`, async () => {
      const page = await pages.visitor.get(address);
      assert.equal(page.status, 200);
      assert.match(textOf(page.html), reason);
      assert.ok(linksOf(page).includes(way), way);
    });
  }

  it('explains a search that cannot be read, and keeps it in the box', async () => {
    const page = await pages.visitor.get('/groups?day=2016-08-12&q=%22open');
    assert.equal(page.status, 400);
    assert.match(textOf(page.html), /quotation mark is not closed/);
    assert.match(page.html, /name="q" value="&quot;open"/);
  });

  for (const address of [
    '/groups?day=12.8.2016',
    '/groups?day=2016-02-30',
    '/groups?from=2016-08-12&to=2016-08-10',
    '/groups?filter=blue',
  ]) {
    it(`${address} is refused with a page`, async () => {
      const page = await pages.visitor.get(address);
      assert.equal(page.status, 400);
      assert.match(page.html, /<h1>/);
    });
  }

  it('answers a cursor of another list with a way to the first page', async () => {
    const page = await pages.visitor.get('/groups?day=2016-08-12&q=KeyError&cursor=abc');
    assert.equal(page.status, 400);
    assert.equal(linkNamed(page, 'First page'), '/groups?day=2016-08-12&q=KeyError');
  });
});

describe('a list of many faults', () => {
  it('is paged by fifty, none twice and none missing', async () => {
    const names = Array.from(
      { length: 120 },
      (_, index) => `${String.fromCharCode(65 + (index % 26))}${String.fromCharCode(65 + Math.floor(index / 26))}Error`,
    );
    const lines = names.flatMap((name, index) =>
      tracebackLines(
        `2016-08-12T03:${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`,
        name,
      ),
    );
    const pages = await openPages({ archives: { '2016-08-12-03.tsv': archiveText(lines) } });
    const found: string[] = [];
    let address: string | undefined = '/';
    while (address) {
      const page = await pages.visitor.get(address);
      found.push(...linksOf(page).filter((link) => link.startsWith('/groups/v')));
      address = linksOf(page).find((link) => link.includes('cursor='));
    }
    await pages.close();
    assert.equal(found.length, 120);
    assert.equal(new Set(found).size, 120);
  });
});

describe('a store without anything', () => {
  it('says what would be here and how to begin', async () => {
    const pages = await openPages();
    const text = textOf((await pages.visitor.get('/')).html);
    await pages.close();
    assert.match(text, /Faults are listed here, newest first, once a log archive/);
    assert.match(text, /assertion-context ingest FILE/);
  });
});

describe('a store that archives are being read into', () => {
  it('says so, and offers to look again', async () => {
    const pages = await openPages({ pending: 2 });
    const page = await pages.visitor.get('/groups?day=2016-08-12');
    await pages.close();
    assert.match(textOf(page.html), /2 archives being read now\./);
    assert.equal(linkNamed(page, 'Look again'), '/groups?day=2016-08-12');
  });
});

describe('a site whose readers are elsewhere than its days', () => {
  it('says so', async () => {
    const pages = await openPages({ archives: ARCHIVES, timeZone: 'Europe/Amsterdam', storeTimeZone: 'UTC' });
    const { html } = await pages.visitor.get('/');
    await pages.close();
    assert.match(textOf(html), /Days are days in UTC; times are in Europe\/Amsterdam/);
    assert.match(html, /title="Fri, 12 Aug 2016, 05:40:00 CEST"/);
  });
});
