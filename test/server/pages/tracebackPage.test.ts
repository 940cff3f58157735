import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Line, archiveText, chatter, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { linkNamed, linksOf, textOf } from './visitor.ts';

const ARCHIVE = 'dt=2016-08-12/2016-08-12-03.tsv';
const RULES = { hide: [], labels: ['customer=(?<customer>\\w+)'] };

/** The page of the newest traceback. */
async function openTraceback(
  lines: readonly Line[],
  environment: Record<string, string> = {},
): Promise<OpenPages & { traceback: string }> {
  const pages = await openPages({ archives: { [ARCHIVE]: archiveText(lines) }, rules: RULES, environment });
  const group = linksOf(await pages.visitor.get('/')).find((link) => link.startsWith('/groups/v'));
  const traceback = linksOf(await pages.visitor.get(group ?? '')).find((link) => /^\/tracebacks\/\d+$/.test(link));
  assert.ok(traceback);
  return { ...pages, traceback };
}

/** What the page's log shows, a line each. */
function logOf(html: string): string[] {
  return [...html.matchAll(/<li (?:id|class)="(?:line-|own)[^>]*>(.*?)<\/li>/gs)].map(([, line = '']) => textOf(line));
}

const CHAIN = [
  'Traceback (most recent call last):',
  '  File "/opt/shop/orders/cart.py", line 41, in refresh',
  '    price = client.get(sku)',
  '  File "/opt/shop/venv/lib/python3.11/site-packages/requests/api.py", line 73, in get',
  '    return request("get", url)',
  '  File "/opt/shop/venv/lib/python3.11/site-packages/urllib3/pool.py", line 703, in urlopen',
  '    self._make_request()',
  "KeyError: 'sku'",
  '',
  'The above exception was the direct cause of the following exception:',
  '',
  'Traceback (most recent call last):',
  '  File "/usr/lib/python3.11/threading.py", line 982, in run',
  '    self._target()',
  '  File "/opt/shop/orders/cart.py", line 63, in total',
  '    assert price >= 0, price',
  '  [Previous line repeated 995 more times]',
  'AssertionError: -3',
].map((message) => ({ at: '2016-08-12T03:30:00', message }));

describe('a traceback’s page', () => {
  let pages: Awaited<ReturnType<typeof openTraceback>>;
  before(
    async () =>
      (pages = await openTraceback([
        ...chatter(400, '2016-08-12T03:00:00'),
        ...CHAIN,
        ...chatter(150, '2016-08-12T03:31:00'),
      ])),
  );
  after(() => pages.close());

  it('says what, when, where and from which archive, with its labels and a link to Papertrail', async () => {
    const page = await pages.visitor.get(pages.traceback);
    assert.match(
      textOf(page.html),
      /AssertionError: -3 Fri, 12 Aug 2016, 03:30:00 UTC on i-cc6b5552, program engine\.debug · Open in Papertrail customer=acme/,
    );
    assert.match(textOf(page.html), /From .*2016-08-12-03\.tsv/);
    assert.match(
      linkNamed(page, 'Open in Papertrail'),
      /^https:\/\/papertrailapp\.com\/systems\/i-cc6b5552\/events\?focus=\d+$/,
    );
    assert.equal(linkNamed(page, 'customer=acme'), '/groups?day=all&q=label%3Acustomer%3Dacme');
  });

  it('has the exceptions in order with how they relate, and libraries folded', async () => {
    const { html } = await pages.visitor.get(pages.traceback);
    assert.match(
      textOf(html),
      /KeyError 'sku' refresh orders\/cart\.py:41 price = client\.get\(sku\) 2 frames of libraries \(requests, urllib3\) .* ↓ was the direct cause of AssertionError -3 1 frame of a library \(Python\)/,
    );
    assert.match(textOf(html), /total orders\/cart\.py:63 repeated 995 more times assert price >= 0, price/);
    assert.match(html, /<details class="frames"><summary>2 frames/);
    assert.match(html, /title="\/opt\/shop\/orders\/cart\.py:63"/);
  });

  it('leads from the application’s frames to the code host, where there is one', async () => {
    const SOURCE_URL = 'https://code.example.com/shop/{path}#L{line}';
    const linked = await openTraceback(CHAIN, { SOURCE_URL });
    const page = await linked.visitor.get(linked.traceback);
    const group = await linked.visitor.get(linkNamed(page, 'All hits of this fault'));
    await linked.close();
    for (const each of [page, group]) {
      const links = linksOf(each).filter((link) => link.startsWith('https://code.'));
      assert.deepEqual(
        links,
        [41, 63].map((line) => `https://code.example.com/shop/orders/cart.py#L${line}`),
      );
    }
    assert.deepEqual(
      linksOf(await pages.visitor.get(pages.traceback)).filter((link) => link.startsWith('https://code.')),
      [],
    );
  });

  it('shows the lines around it as Papertrail does, its own marked', async () => {
    const { html } = await pages.visitor.get(pages.traceback);
    const log = logOf(html);
    assert.equal(log.filter((line) => /request \d+ of/.test(line)).length, 100 + 20);
    assert.match(
      log[99] ?? '',
      /^Aug 12 03:06:39 i-cc6b5552 engine\.debug: DEBUG engine: request 400 of customer=acme$/,
    );
    assert.match(log[100] ?? '', /^Aug 12 03:30:00 i-cc6b5552 engine\.debug: Traceback \(most recent call last\):$/);
    assert.equal([...html.matchAll(/<li class="own"/g)].length, CHAIN.length);
    assert.match(log.at(-1) ?? '', /request 20 of/);
  });

  it('loads more at both ends, says how much, keeps the other end and the place', async () => {
    const first = await pages.visitor.get(pages.traceback);
    const earlier = linkNamed(first, 'Load 100 earlier lines');
    assert.match(earlier, new RegExp(`^${pages.traceback}\\?before=100#line-\\d+$`));
    const second = await pages.visitor.get(earlier);
    assert.match(logOf(second.html)[0] ?? '', /request 201 of/);
    assert.ok(second.html.includes(`id="${earlier.split('#')[1]}"`));

    const both = await pages.visitor.get(linkNamed(second, 'Load 100 later lines'));
    assert.match(both.address, /\?before=100&after=100#/);
    assert.match(logOf(both.html)[0] ?? '', /request 201 of/);
    assert.match(logOf(both.html).at(-1) ?? '', /request 120 of/);

    const whole = await pages.visitor.get(`${pages.traceback}?before=1000&after=300`);
    assert.match(textOf(whole.html), /The archive begins here\./);
    assert.match(textOf(whole.html), /The archive ends here\./);
    assert.equal(logOf(whole.html).length, 400 + CHAIN.length + 150);
  });

  it('opens in each editor', async () => {
    const links = linksOf(await pages.visitor.get(pages.traceback)).filter((link) => link.startsWith('vscodium://'));
    assert.deepEqual(links, [
      `vscodium://assertion-context.assertion-context${pages.traceback.replace('/tracebacks/', '/traceback/')}`,
    ]);
  });

  it('has its text to copy', async () => {
    const { html } = await pages.visitor.get(pages.traceback);
    assert.match(html, /<pre class="raw"[^>]*><bdi>Traceback \(most recent call last\):\n {2}File &quot;\/opt/);
  });

  for (const [address, status] of [
    ['/tracebacks/1', 404],
    ['/tracebacks/%00', 404],
    ['?before=-1', 400],
    ['?before=many', 400],
    ['?after=1000000', 400],
  ] as const) {
    it(`${address} is a page with status ${status}`, async () => {
      const page = await pages.visitor.get(address.startsWith('/') ? address : pages.traceback + address);
      assert.equal(page.status, status);
      assert.match(page.html, /<h1>/);
    });
  }
});

describe('a traceback whose archive is gone', () => {
  it('shows what was kept and says where the rest may be', async () => {
    const pages = await openTraceback([
      ...chatter(200, '2016-08-12T03:00:00'),
      ...tracebackLines('2016-08-12T03:30:00', 'AssertionError: -3'),
    ]);
    await rm(join(pages.folder, ARCHIVE));
    const page = await pages.visitor.get(`${pages.traceback}?before=100`);
    await pages.close();
    assert.equal(page.status, 200);
    assert.match(textOf(page.html), /The archive is not at hand any more\. Look in Papertrail/);
    assert.equal(logOf(page.html).length, 104);
  });
});

describe('a traceback that nothing stands before', () => {
  it('has no lines of its own loaded again', async () => {
    const pages = await openTraceback(CHAIN);
    const page = await pages.visitor.get(`${pages.traceback}?before=100&after=100`);
    await pages.close();
    assert.equal(logOf(page.html).length, CHAIN.length);
  });
});

describe('an unfinished traceback', () => {
  it('says that its end is not known', async () => {
    const pages = await openPages({
      archives: {
        [ARCHIVE]: archiveText([
          ...chatter(30, '2016-08-12T03:00:00'),
          ...tracebackLines('2016-08-12T03:30:00', '').slice(0, 3),
          ...chatter(30, '2016-08-12T03:31:00'),
        ]),
      },
    });
    const group = linksOf(await pages.visitor.get('/')).find((link) => link.startsWith('/groups/v')) ?? '';
    const traceback = linksOf(await pages.visitor.get(group)).find((link) => link.startsWith('/tracebacks/')) ?? '';
    const page = await pages.visitor.get(traceback);
    await pages.close();
    assert.match(traceback, /-u#own$/);
    assert.match(textOf(page.html), /Unfinished traceback .* The log stopped before the traceback ended/);
  });
});

describe('the hits of a fault', () => {
  it('lead to one another, across days', async () => {
    const lines = ['2016-08-10T03:10:00', '2016-08-12T03:10:00', '2016-08-12T03:20:00'].flatMap((at) =>
      tracebackLines(at, 'AssertionError: -3'),
    );
    const pages = await openTraceback(lines);
    const times: string[] = [];
    let address: string | undefined = pages.traceback;
    for (const direction of ['older hit', 'older hit', 'newer hit', 'newer hit']) {
      const page = await pages.visitor.get(address);
      times.push(/datetime="([^"]*)"/.exec(page.html)?.[1] ?? '');
      address = linkNamed(page, direction);
    }
    assert.equal(address, pages.traceback);
    const newest = await pages.visitor.get(pages.traceback);
    await pages.close();
    assert.deepEqual(times, [
      '2016-08-12T03:20:00Z',
      '2016-08-12T03:10:00Z',
      '2016-08-10T03:10:00Z',
      '2016-08-12T03:10:00Z',
    ]);
    assert.doesNotMatch(textOf(newest.html), /newer hit/);
  });
});
