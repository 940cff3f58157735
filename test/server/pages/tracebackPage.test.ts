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

describe('a traceback near the hour’s border', () => {
  const hour = (name: number) => `dt=2016-08-12/2016-08-12-0${name}.tsv`;
  const ID = 700_594_302_233_129_001n;
  const LINES = [
    ...chatter(60, '2016-08-12T03:00:00'),
    ...tracebackLines('2016-08-12T03:30:00', 'AssertionError: -3'),
    ...chatter(10, '2016-08-12T03:59:00'),
  ];

  async function openBorder(hours: readonly number[]) {
    const others = hours.map((each) => [
      hour(each),
      archiveText(
        chatter(90, `2016-08-12T0${each}:00:00`).map((line) => ({
          ...line,
          message: `${line.message} at ${each}`,
        })),
        ID + BigInt((each - 3) * 10_000),
      ),
    ]);
    const pages = await openPages({
      archives: { ...Object.fromEntries(others), [ARCHIVE]: archiveText(LINES, ID) },
      rules: RULES,
    });
    const group = linksOf(await pages.visitor.get('/')).find((link) => link.startsWith('/groups/v'));
    const links = linksOf(await pages.visitor.get(group ?? ''));
    return { pages, traceback: links.find((link) => /^\/tracebacks\/\d+$/.test(link)) ?? '' };
  }

  it('has lines of the hours around it loaded', async () => {
    const { pages, traceback } = await openBorder([1, 2, 4]);
    const page = await pages.visitor.get(`${traceback}?before=100&after=100`);
    const log = logOf(page.html);
    await pages.close();
    // What the store keeps came over the border already: 40 lines of the hour before, 10 of the one after.
    assert.match(log[0] ?? '', /request (\d+) of customer=acme at [12]$/);
    assert.match(log.at(-1) ?? '', /request \d+ of customer=acme at 4$/);
    const ids = [...page.html.matchAll(/<li id="line-(\d+)"/g)].map(([, id = '']) => BigInt(id));
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id, n) => n === 0 || (ids[n - 1] ?? 0n) < id));
  });

  it('is told where the archives that were taken in end', async () => {
    const { pages, traceback } = await openBorder([2]);
    const page = await pages.visitor.get(`${traceback}?before=300&after=100`);
    await pages.close();
    assert.equal(logOf(page.html).length, 90 + LINES.length);
    assert.match(textOf(page.html), /The archive begins here\. The one before it was not taken in/);
    assert.match(textOf(page.html), /The archive ends here\. The one after it was not taken in/);
  });

  it('is not looked for further than a few hours', async () => {
    const { pages, traceback } = await openBorder([0, 1, 2, 4, 5, 6, 7]);
    const { html } = await pages.visitor.get(`${traceback}?before=1000&after=1000`);
    await pages.close();
    assert.match(logOf(html)[0] ?? '', /request 1 of customer=acme at 0$/);
    assert.match(logOf(html).at(-1) ?? '', /request 90 of customer=acme at 7$/);
    assert.match(textOf(html), /Further lines are in the archives; look in Papertrail/);
  });
});

describe('looking for a text in the log around a traceback', () => {
  let pages: Awaited<ReturnType<typeof openTraceback>>;
  before(async () => (pages = await openTraceback([...chatter(200, '2016-08-12T03:00:00'), ...CHAIN])));
  after(() => pages.close());

  it('marks it in any case, counts the lines and leads to each; more that is loaded is looked at too', async () => {
    const page = await pages.visitor.get(`${pages.traceback}?find=REQUEST+15`);
    assert.match(textOf(page.html), /10 of 118 lines have “REQUEST 15”: Aug 12 03:02:29/);
    assert.equal([...page.html.matchAll(/<mark>request 15<\/mark>/g)].length, 10);
    const found = linksOf(page).filter((link) => /^#line-\d+$/.test(link));
    assert.ok(found.length > 100);
    const more = linkNamed(page, 'Load 100 earlier lines');
    assert.match(more, /\?before=100&find=REQUEST\+15#line-/);
    const wider = await pages.visitor.get(more);
    assert.match(textOf(wider.html), /11 of 218 lines have/);
    assert.match(wider.html, /name="before" value="100"/);
  });

  it('takes what is typed as it is, finds it in the traceback’s own lines, and says when there is none', async () => {
    const own = await pages.visitor.get(`${pages.traceback}?find=price+%3E%3D+0%2C`);
    assert.match(textOf(own.html), /1 of 118 lines has “price >= 0, ?”: Aug 12 03:30:00/);
    assert.ok(linksOf(own).includes('#own-16'));
    const none = await pages.visitor.get(`${pages.traceback}?find=req.*`);
    assert.match(textOf(none.html), /None of these 118 lines has “req\.\*”/);
  });

  it('leads to each line, the traceback’s own too', async () => {
    const { html } = await pages.visitor.get(pages.traceback);
    for (const [, anchor = ''] of html.matchAll(/<li[^>]* id="([^"]*)"/g))
      assert.ok(html.includes(`href="#${anchor}"`), anchor);
    assert.equal([...html.matchAll(/<li class="own" id="own/g)].length, CHAIN.length - 1);
  });
});

describe('a traceback as raw text', () => {
  it('is plain text, alone or as lines of the log with those around it', async () => {
    const pages = await openTraceback([...chatter(3, '2016-08-12T03:00:00'), ...CHAIN]);
    const page = await pages.visitor.get(pages.traceback);
    const alone = await pages.visitor.get(linkNamed(page, 'Raw text'));
    const around = await pages.visitor.get(linkNamed(page, 'Raw text with the context'));
    const none = await pages.visitor.get('/tracebacks/1/text');
    await pages.close();
    assert.equal(alone.headers['content-type'], 'text/plain; charset=utf-8');
    assert.equal(alone.headers['x-content-type-options'], 'nosniff');
    const text = CHAIN.map(({ message }) => message).join('\n');
    assert.equal(alone.html, `2016-08-12 03:30:00 UTC i-cc6b5552 engine.debug\n${text}\n`);
    const lines = around.html.trimEnd().split('\n');
    assert.equal(lines.length, 3 + CHAIN.length);
    assert.equal(lines[0], '2016-08-12 03:00:00 UTC i-cc6b5552 engine.debug: DEBUG engine: request 1 of customer=acme');
    assert.equal(lines.at(-1), '2016-08-12 03:30:00 UTC i-cc6b5552 engine.debug: AssertionError: -3');
    assert.equal(none.status, 404);
  });
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
