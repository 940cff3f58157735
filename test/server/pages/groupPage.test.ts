import assert from 'node:assert/strict';
import { archiveText, chatter, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { formsOf, linkNamed, linksOf, textOf } from './visitor.ts';

const ARCHIVES = {
  'dt=2016-08-10/2016-08-10-03.tsv': archiveText(tracebackLines('2016-08-10T03:10:00', 'AssertionError: -1')),
  'dt=2016-08-12/2016-08-12-03.tsv': archiveText(
    [
      ...chatter(3, '2016-08-12T03:00:00'),
      ...tracebackLines('2016-08-12T03:30:00', 'AssertionError: -3', { instance: 'i-2ee330b7' }),
      ...tracebackLines('2016-08-12T03:40:00', 'AssertionError: -4'),
    ],
    700_594_302_299_000_000n,
  ),
};

const RULES = { hide: [], labels: ['customer=(?<customer>\\w+)'] };

async function openGroup(options: Parameters<typeof openPages>[0] = {}): Promise<OpenPages & { group: string }> {
  const pages = await openPages({ archives: ARCHIVES, ...options });
  const group = linksOf(await pages.visitor.get('/groups?day=all')).find((link) => link.startsWith('/groups/v'));
  assert.ok(group);
  return { ...pages, group };
}

describe('a fault’s page', () => {
  let pages: Awaited<ReturnType<typeof openGroup>>;
  before(async () => (pages = await openGroup()));
  after(() => pages.close());

  it('says what it is, how often and since when, with its newest traceback and why it is one fault', async () => {
    const text = textOf((await pages.visitor.get(pages.group)).html);
    assert.match(
      text,
      /^known: AssertionError: -4 total orders\/cart\.py:63 Seen 3 times on 2 machines since 10 Aug 2016 03:10:00, last 20 min ago\./,
    );
    assert.match(text, /Newest traceback AssertionError -4 total orders\/cart\.py:63 assert price >= 0, price/);
    assert.match(text, /Why one fault\? .* frame orders\/cart\.py:total yes/);
  });

  it('has a bar for each day, which leads to the day’s hits', async () => {
    const page = await pages.visitor.get(pages.group);
    const day = `${pages.group}?day=2016-08-12`;
    assert.ok(linksOf(page).includes(`${day}#hits`));
    assert.match(page.html, /aria-label="Fri 12 Aug: 2 hits"/);
    const text = textOf((await pages.visitor.get(day)).html);
    assert.match(text, /Hits on Fri 12 August 2016/);
    assert.match(text, /12 Aug 2016 03:40:00 i-cc6b5552/);
    assert.doesNotMatch(text, /10 Aug 2016 03:10:00 i-/);
  });

  it('links each hit to its page and to Papertrail, whose address is a setting', async () => {
    const links = linksOf(await pages.visitor.get(pages.group));
    assert.equal(links.filter((link) => /^\/tracebacks\/\d+$/.test(link)).length, 4);
    assert.ok(
      links.some((link) => /^https:\/\/papertrailapp\.com\/systems\/i-2ee330b7\/events\?focus=\d+$/.test(link)),
    );
  });

  it('opens in each editor', async () => {
    const links = linksOf(await pages.visitor.get(pages.group)).filter((link) =>
      link.includes('://assertion-context.'),
    );
    assert.deepEqual(
      links,
      ['vscode', 'vscode-insiders', 'cursor', 'vscodium'].map(
        (scheme) => `${scheme}://assertion-context.assertion-context${pages.group.replace('/groups/', '/group/')}`,
      ),
    );
  });

  it('shows where it was seen', async () => {
    assert.match(
      textOf((await pages.visitor.get(pages.group)).html),
      /Programs .*engine\.debug .*3 Instances .*i-cc6b5552 .*2 .*i-2ee330b7 .*1/,
    );
  });

  it('shows which labels its hits have, and leads to all faults that have them', async () => {
    const labelled = await openGroup({ rules: RULES });
    const page = await labelled.visitor.get(labelled.group);
    await labelled.close();
    assert.match(textOf(page.html), /Label customer .*acme .*2/);
    assert.equal(linkNamed(page, 'acme'), '/groups?day=all&q=label%3Acustomer%3Dacme');
  });

  for (const [address, status] of [
    ['/groups/v1-0?day=2016-08-12&hour=25', 400],
    ['/groups/v1-00000000000000000000', 404],
    ['/groups/%3Cscript%3E', 404],
    ['/groups/v1-0?day=yesterday', 400],
  ] as const) {
    it(`${address} is a page with status ${status}`, async () => {
      const page = await pages.visitor.get(address);
      assert.equal(page.status, status);
      assert.match(page.html, /<h1>/);
    });
  }
});

describe('a fault with many hits', () => {
  it('is paged by fifty, within the day that was chosen', async () => {
    const lines = Array.from({ length: 130 }, (_, index) =>
      tracebackLines(
        `2016-08-12T03:${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`,
        `AssertionError: -${index + 1}`,
      ),
    ).flat();
    const pages = await openGroup({ archives: { '2016-08-12-03.tsv': archiveText(lines) } });
    const found: string[] = [];
    for (const within of ['day=2016-08-12', 'day=2016-08-12&hour=3']) {
      found.length = 0;
      let address: string | undefined = `${pages.group}?${within}`;
      while (address) {
        const page = await pages.visitor.get(address);
        found.push(...[...page.html.matchAll(/class="when"><a href="([^"]*)"/g)].map(([, link = '']) => link));
        address = linksOf(page).find((link) => link.includes('cursor='));
        if (address) assert.ok(address.includes(within));
      }
      assert.equal(new Set(found).size, 130, within);
      assert.equal(found.length, 130, within);
    }
    await pages.close();
  });
});

describe('a fault’s hours', () => {
  const at = (times: readonly string[]) =>
    archiveText(times.flatMap((time) => tracebackLines(time, 'AssertionError: -3')));
  const bars = (html: string) => [...html.matchAll(/aria-label="(\d\d:\d\d: [^"]*)"/g)].map(([, label]) => label);

  it('are bars of the day it was last seen, which lead to the hour’s hits', async () => {
    const archives = {
      '2016-08-11.tsv': at([
        '2016-08-11T03:10:00',
        '2016-08-12T03:10:00',
        '2016-08-12T03:59:59',
        '2016-08-12T04:00:00',
      ]),
    };
    const pages = await openGroup({ archives, now: '2016-08-12T05:00:00Z' });
    const page = await pages.visitor.get(pages.group);
    assert.deepEqual(bars(page.html), ['03:00: 2 hits', '04:00: 1 hit']);
    const hour = await pages.visitor.get(`${pages.group}?day=2016-08-12&hour=3`);
    assert.ok(linksOf(page).includes(`${hour.address}#hits`));
    const text = textOf(hour.html);
    assert.match(text, /Hits on Fri 12 August 2016, 03:00 to 04:00 Hits of the whole day Hits of all days/);
    assert.match(text, /12 Aug 2016 03:59:59 .* 12 Aug 2016 03:10:00/);
    assert.doesNotMatch(text, /12 Aug 2016 04:00:00 i-|11 Aug 2016 03:10:00 i-/);
    assert.match(hour.html, /aria-label="03:00: 2 hits" aria-current="true"/);
    assert.deepEqual(bars((await pages.visitor.get(`${pages.group}?day=2016-08-11`)).html), ['03:00: 1 hit']);
    await pages.close();
  });

  it('are those of the clock on the day that has 25 of them', async () => {
    const archives = { '2016-10-30.tsv': at(['2016-10-30T00:30:00', '2016-10-30T01:30:00', '2016-10-30T22:30:00']) };
    const pages = await openGroup({ archives, now: '2016-10-30T23:30:00Z', timeZone: 'Europe/Amsterdam' });
    assert.deepEqual(bars((await pages.visitor.get(pages.group)).html), [
      '02:00: 1 hit',
      '02:00: 1 hit',
      '23:00: 1 hit',
    ]);
    assert.match(
      textOf((await pages.visitor.get(`${pages.group}?day=2016-10-30&hour=24`)).html),
      /23:00 to 00:00 .*30 Oct 2016 23:30:00 i-/,
    );
    await pages.close();
  });
});

describe('a fault whose hits a rule hides', () => {
  it('shows them all the same, and says which rule', async () => {
    const rules = { hide: [{ name: 'negative prices', message: '^-' }], labels: [] };
    const pages = await openPages({ archives: ARCHIVES, rules });
    const group = linksOf(await pages.visitor.get('/groups?day=all&filter=hidden')).find((link) =>
      link.startsWith('/groups/v'),
    );
    const text = textOf((await pages.visitor.get(group ?? '')).html);
    await pages.close();
    assert.match(text, /All its hits are hidden by rules\./);
    assert.match(text, /3 hits hidden by negative prices/);
    assert.match(text, /12 Aug 2016 03:40:00 i-cc6b5552/);
  });
});

describe('what can be done with a fault', () => {
  let pages: Awaited<ReturnType<typeof openGroup>>;
  beforeEach(async () => (pages = await openGroup()));
  afterEach(() => pages.close());

  const open = () => pages.visitor.get(pages.group);
  const listed = async () => linksOf(await pages.visitor.get('/groups?day=all')).includes(pages.group);

  it('hides it with a reason until a day, says so once, and undoes it', async () => {
    const hidden = await pages.visitor.send(await open(), `${pages.group}/hide`, {
      reason: 'supplier knows',
      until: '2016-09-01',
    });
    assert.equal(hidden.address, pages.group);
    assert.match(textOf(hidden.html), /^Hidden for everyone until 1 Sept? 2016\. Undo hidden: AssertionError/);
    assert.match(
      textOf(hidden.html),
      /Hidden for everyone since 12 Aug 2016 04:00:00, until 1 Sept? 2016 00:00:00\. Reason: supplier knows/,
    );
    assert.equal(await listed(), false);
    assert.doesNotMatch(textOf((await open()).html), /Undo/);

    const again = await pages.visitor.send(hidden, `${pages.group}/unhide`);
    assert.match(textOf(again.html), /^Shown again\. Undo known: AssertionError/);
    assert.equal(await listed(), true);

    const redone = await pages.visitor.send(again, `${pages.group}/hide`);
    assert.match(textOf(redone.html), /until 1 Sept? 2016 00:00:00\. Reason: supplier knows/);
  });

  it('hides it for good when no day is given', async () => {
    const page = await pages.visitor.send(await open(), `${pages.group}/hide`, { reason: '', until: '' });
    assert.match(textOf(page.html), /Hidden for everyone for good\./);
  });

  for (const until of ['2016-08-12', '2015-01-01', 'tomorrow']) {
    it(`refuses to hide it until ${until}`, async () => {
      const page = await pages.visitor.send(await open(), `${pages.group}/hide`, { until });
      assert.equal(page.status, 400);
      assert.match(textOf(page.html), /Nothing was hidden/);
      assert.equal(await listed(), true);
    });
  }

  it('resolves it, and reopens it', async () => {
    const resolved = await pages.visitor.send(await open(), `${pages.group}/resolve`);
    assert.match(textOf(resolved.html), /^Marked as resolved\. .* Undo resolved: AssertionError/);
    assert.match(textOf(resolved.html), /Resolved on 12 Aug 2016 04:00:00; not seen since\./);
    const open_ = await pages.visitor.send(resolved, `${pages.group}/reopen`);
    assert.match(textOf(open_.html), /^Open again\. Undo known: AssertionError/);
  });

  it('shows all hidden faults again, after saying that this cannot be undone', async () => {
    await pages.visitor.send(await open(), `${pages.group}/hide`);
    const list = await pages.visitor.get('/groups?day=2016-08-12&filter=hidden');
    assert.match(textOf(list.html), /cannot be undone/);
    const page = await pages.visitor.send(list, '/restore_all');
    assert.match(textOf(page.html), /^1 fault shown again\./);
    assert.equal(await listed(), true);
  });

  for (const verb of ['hide', 'unhide', 'resolve', 'reopen']) {
    it(`does not ${verb} without the form’s token, nor for a fault that is not there`, async () => {
      await open();
      const refused = await pages.visitor.post(`${pages.group}/${verb}`, {});
      assert.equal(refused.status, 403);
      assert.match(refused.html, /<h1>Refused<\/h1>/);
      assert.equal(await listed(), true);

      const [form] = formsOf(await open());
      const missing = await pages.visitor.post(`/groups/v1-0/${verb}`, form?.fields ?? {});
      assert.equal(missing.status, 404);
    });
  }

  it('does nothing for another site', async () => {
    const page = await open();
    const [form] = formsOf(page);
    const response = await pages.app.inject({
      method: 'POST',
      url: `${pages.group}/hide`,
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(form?.fields).toString(),
    });
    assert.equal(response.statusCode, 403);
    assert.equal(await listed(), true);
  });

  it('believes no notice but its own', async () => {
    const forged = Buffer.from(
      JSON.stringify({ text: 'forged', undo: { action: `${pages.group}/hide`, fields: {} } }),
    ).toString('base64url');
    const response = await pages.app.inject({ url: pages.group, cookies: { assertion_context_notice: forged } });
    assert.equal(response.statusCode, 200);
    assert.doesNotMatch(response.body, /forged/);
  });
});

describe('the link to the list', () => {
  it('leads from a group’s program to all faults of the program', async () => {
    const pages = await openGroup();
    const list = await pages.visitor.get(linkNamed(await pages.visitor.get(pages.group), 'engine.debug'));
    assert.ok(linksOf(list).includes(pages.group));
    await pages.close();
  });
});
