import assert from 'node:assert/strict';
import { archiveText, chatter, tracebackLines } from './archiveText.ts';
import { type OpenPages, openPages } from './openPages.ts';
import { type Page, linksOf } from './visitor.ts';

const SCRIPT = '</title></script><script>alert(1)</script><img src=x onerror=alert(1)>';
const ATTRIBUTE = `"' onmouseover=alert(1) style=x `;
const CONTROL = '\x1b[31m\x07\x9b\u202e\u2066\u2028';
const HOSTILE = `${SCRIPT}${ATTRIBUTE}<%= it %>{{7*7}}&lt;${CONTROL}`;

/** What templates write; anything else came out of a log. */
const TAGS = new Set(
  'a article b bdi body button caption circle code datalist details div form h1 h2 h3 head header html input kbd label li link main mark meta nav ol option p path pre rect script section select span summary svg table tbody td th thead time title tr ul'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  `action aria-current aria-describedby aria-hidden aria-invalid aria-label aria-labelledby autocomplete charset class content cx cy d data-copies data-name
  datetime defer for form formaction height hidden href id lang list max maxlength method min name open placeholder preserveAspectRatio r rel required role scope selected spellcheck src tabindex
  title type value viewBox width x y`.split(/\s+/),
);

function assertInert({ html, address, headers }: Page): void {
  // The framework's own refusals and raw texts and the feed (which has a test of its own) are no pages, and browsers do not sniff.
  if (/^(?:application\/json|application\/atom\+xml|text\/plain)/.test(String(headers['content-type']))) return;
  for (const [tag, name = '', attributes = ''] of html.matchAll(/<\/?([a-zA-Z][^\s>/]*)((?:"[^"]*"|[^>"])*)>/g)) {
    assert.ok(TAGS.has(name), `${address}: ${tag}`);
    for (const [, attribute = ''] of attributes.matchAll(/([^\s="/]+)(?:="[^"]*")?/g))
      assert.ok(ATTRIBUTES.has(attribute), `${address}: ${tag}`);
  }
  for (const [, href = ''] of html.matchAll(/(?:href|src|action)="([^"]*)"/g))
    assert.match(
      href,
      /^(\/(?!\/)|#|https:\/\/papertrailapp\.com\/|(?:vscode|vscode-insiders|cursor|vscodium):\/\/assertion-context\.assertion-context\/(?:group|traceback)\/[\w%.-]+$)/,
      address,
    );
  assert.equal([...html.matchAll(/<script/g)].length, 1, address);
  assert.doesNotMatch(html, /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028]/, address);
}

describe('hostile log text', () => {
  let pages: OpenPages;
  let addresses: string[];
  before(async () => {
    const stream = { instance: `i-${HOSTILE}`, program: `web${HOSTILE}` };
    pages = await openPages({
      archives: {
        '2016-08-12-03 <img src=x>.tsv': archiveText([
          ...chatter(120, '2016-08-12T03:00:00').map((line) => ({
            ...line,
            ...stream,
            message: `customer=${HOSTILE} ${line.message}`,
          })),
          ...tracebackLines('2016-08-12T03:10:00', `ValueError: ${HOSTILE}`, {
            ...stream,
            path: `/opt/shop/${HOSTILE}.py`,
            function: HOSTILE,
            source: HOSTILE,
          }),
          ...tracebackLines('2016-08-12T03:20:00', `HealthError: ${HOSTILE}`, stream),
          ...chatter(3, '2016-08-12T03:30:00').map((line) => ({ ...line, ...stream })),
        ]),
      },
      rules: { hide: [{ name: `rule ${HOSTILE}`, type: 'HealthError' }], labels: ['customer=(?<customer>.{1,200})'] },
    });
    addresses = await everyAddress(pages);
  });
  after(() => pages.close());

  it('is on every page', () => {
    assert.ok(addresses.some((address) => address.startsWith('/groups/v')));
    assert.ok(addresses.some((address) => address.startsWith('/tracebacks/')));
    assert.ok(addresses.length > 20, `${addresses.length} addresses`);
  });

  it('is inert wherever a link leads', async () => {
    for (const address of addresses) assertInert(await pages.visitor.get(address));
  });

  it('is inert where it was looked for', async () => {
    const traceback = addresses.find((address) => /^\/tracebacks\/\d+$/.test(address)) ?? '';
    for (const find of [HOSTILE.slice(0, 200), '<', '&', '(', '.', 'script']) {
      const page = await pages.visitor.get(`${traceback}?find=${encodeURIComponent(find)}`);
      assert.equal(page.status, 200);
      assertInert(page);
    }
  });

  it('is inert in addresses', async () => {
    const typed = encodeURIComponent(HOSTILE);
    for (const address of [
      `/${typed}`,
      `/groups?day=all&q=${typed}`,
      `/groups?q=exc:%22${typed}`,
      `/groups?day=${typed}`,
      `/groups?cursor=${typed}`,
      `/groups/${typed}`,
      `/tracebacks/${typed}`,
    ]) {
      assertInert(await pages.visitor.get(address));
    }
  });

  it('is inert in what people write', async () => {
    const group = addresses.find((address) => /^\/groups\/v[^?#]*$/.test(address)) ?? '';
    const page = await pages.visitor.send(await pages.visitor.get(group), `${group}/hide`, { reason: HOSTILE });
    assert.equal(page.status, 200);
    assertInert(page);
    assertInert(await pages.visitor.send(page, `${group}/unhide`));
  });

  it('is inert in what people merge and split by', async () => {
    const group = addresses.find((address) => /^\/groups\/v[^?#]*$/.test(address)) ?? '';
    const open = () => pages.visitor.get(group);
    assertInert(await pages.visitor.send(await open(), `${group}/merge`, { into: HOSTILE }));
    assertInert(await pages.visitor.send(await open(), `${group}/split`, { by: 'message', value: `(${HOSTILE}` }));
    const program = HOSTILE.slice(0, 200);
    assertInert(await pages.visitor.send(await open(), `${group}/split`, { by: 'program', value: program }));
    const rules = await pages.visitor.get('/rules');
    assertInert(rules);
    assertInert(await pages.visitor.send(rules, `${group}/undo_rule`));
  });

  it('comes with a policy under which nothing could run', async () => {
    for (const address of ['/', '/nowhere', addresses.at(-1) ?? '']) {
      const policy = String((await pages.visitor.get(address)).headers['content-security-policy']);
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe|\*|http/);
    }
  });
});

/** Every address that can be reached from the list by links. */
async function everyAddress({ visitor }: OpenPages): Promise<string[]> {
  const found = new Set(['/']);
  for (const address of found) {
    for (const link of linksOf(await visitor.get(address))) {
      // Searches and loaded lines multiply: one step of each is enough.
      if (link.startsWith('/') && !/[?&](q|before|after|month|filter)=/.test(address))
        found.add(link.replace(/#.*/, ''));
    }
    assert.ok(found.size < 500, 'too many links');
  }
  return [...found];
}
