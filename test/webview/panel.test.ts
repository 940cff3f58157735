import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Connection } from '../../src/connection/connection.ts';
import type { LineNumber } from '../../src/core/python/traceback.ts';
import type { Place } from '../../src/core/source/place.ts';
import type { FramePlacing } from '../../src/panel/answerer.ts';
import { firstState } from '../../src/panel/panelState.ts';
import { launchChromium } from '../browser/launchChromium.ts';
import { archiveText, chatter, tracebackLines } from '../server/pages/archiveText.ts';
import { type OpenPanel, openPanel, type PanelOptions } from './openPanel.ts';
import { type SampleConnection, sampleConnection } from './sampleConnection.ts';

/** Every other frame leads somewhere. */
const FRAMES: FramePlacing = {
  placeFrames: async ({ exceptions }) =>
    exceptions.map(({ frames }) => frames.map(({ line }, n) => (n % 2 === 0 ? moved(line) : undefined))),
};

function moved(line: number): Place {
  return {
    kind: 'moved',
    line: (line + 7) as LineNumber,
    because: `Moved from line ${line}: the file was edited since`,
  };
}

const STREAM = { instance: 'i-busy', program: 'web.app' };
/** A stream with more lines around its traceback than a context holds. */
const LONG = archiveText([
  ...chatter(200, '2016-08-12T07:00:01').map((line) => ({ ...line, ...STREAM })),
  ...tracebackLines('2016-08-12T07:03:21', 'LongError: much was logged', STREAM),
  ...chatter(60, '2016-08-12T07:03:22').map((line) => ({ ...line, ...STREAM })),
]);

describe('the panel’s page', function () {
  this.timeout(60_000);
  let browser: Browser;
  let sample: SampleConnection;
  before(async function () {
    browser = await launchChromium(this);
    sample = await sampleConnection({ '2016-08-12-07.tsv': LONG });
  });
  after(async () => {
    await browser?.close();
    sample?.dispose();
  });

  /** Opens the newest fault of a search, walks, and has nothing go wrong on the way. */
  async function walk(
    search: string,
    steps: (panel: OpenPanel, page: Page) => Promise<void>,
    options: Partial<PanelOptions> = {},
  ): Promise<void> {
    const state = firstState(await sample.fault(search));
    const panel = await openPanel(browser, { state, connection: () => sample, frames: FRAMES, ...options });
    await steps(panel, panel.page);
    await panel.close();
    assert.deepEqual(panel.troubles, []);
  }

  const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name, exact: true });
  const text = async (found: Locator): Promise<string> => (await found.innerText()).replaceAll(/\s+/g, ' ');

  it('reads from the top: name, sentence, history, actions, traceback', () =>
    walk('exc:KeyError pager', async (_, page) => {
      await page.locator('.frame').first().waitFor();
      assert.equal(await text(page.locator('h1')), "known: KeyError: 'pager'");
      assert.equal(
        await text(page.locator('.sentence')),
        '31 times on 3 machines since 22 Jul 2016 08:00:25, last 1 h ago.',
      );
      assert.equal(await page.locator('.history [role=button]').count(), 10);
      assert.deepEqual(await page.locator('.actions vscode-button').allInnerTexts(), [
        'Hide',
        'Mark resolved',
        'Copy',
        'Copy as Markdown',
        'Copy link',
        'Open in Papertrail',
        'Open on the companion site',
      ]);
      assert.deepEqual(await page.locator('.exception h2').allInnerTexts(), [
        'json.decoder.JSONDecodeError',
        'stock.sync.SyncError',
        'KeyError',
      ]);
    }));

  it('hides and resolves nothing where faults are only read, and says where that is done', () => {
    const { siteAddress: _site, ...read } = sample;
    return walk(
      'exc:KeyError pager',
      async (_, page) => {
        await page.locator('.actions .dim', { hasText: 'resolved through the companion server' }).waitFor();
        assert.deepEqual(await page.locator('.actions vscode-button').allInnerTexts(), [
          'Copy',
          'Copy as Markdown',
          'Copy link',
          'Open in Papertrail',
        ]);
      },
      { connection: () => ({ ...read, readOnly: true }) },
    );
  });

  it('says in words where a frame leads, opens its line, and explains what leads nowhere', () =>
    walk('exc:KeyError pager', async ({ actions }, page) => {
      const rows = page.locator('.exception').nth(1).locator('.frame');
      await rows.nth(1).getByRole('button', { name: 'Why is' }).waitFor();
      assert.match(await text(rows.nth(0)), /→ line 44, moved from line 37: the file was edited since/);
      await rows.nth(0).locator('.call').click();
      await rows.nth(1).getByRole('button', { name: 'Why is load not linked?' }).click();
      assert.deepEqual(
        actions.map((action) => 'frame' in action && [action.command, action.frame]),
        [
          ['openFrame', { exception: 1, frame: 0 }],
          ['whyNotLinked', { exception: 1, frame: 1 }],
        ],
      );
    }));

  it('folds frames of libraries, and keeps what was opened', () =>
    walk('exc:KeyError pager', async (panel, page) => {
      const libraries = page.locator('.libraries');
      await libraries.locator('summary').click();
      await libraries.locator('.frame').first().waitFor();
      await page.waitForFunction('document.querySelector(".libraries").open');
      await panel.reload();
      await libraries.locator('.frame').first().waitFor();
      assert.deepEqual(panel.kept().unfolded, ['0.1']);
    }));

  it('runs what the actions say', () =>
    walk('exc:KeyError pager', async ({ actions, messages }, page) => {
      await page.locator('.frame').first().waitFor();
      for (const button of await page.locator('.actions vscode-button').all()) await button.click();
      assert.deepEqual(
        actions.map(({ command }) => command),
        ['hideGroup', 'resolveGroup', 'copyText', 'copyMarkdown', 'copyLink', 'openInPapertrail', 'openOnSite'],
      );
      const shown = messages.find(({ kind }) => kind === 'shown');
      assert.ok(shown && 'traceback' in shown);
      for (const action of actions.slice(2)) assert.equal('traceback' in action && action.traceback, shown.traceback);
    }));

  it('shows what was logged around it, and more from the archive at both ends', () =>
    walk('exc:LongError', async (_, page) => {
      await tab(page, 'Context').click();
      const lines = page.locator('.log li');
      const own = await page.locator('.log .own').count();
      assert.equal(own, 4);
      assert.equal(await lines.count(), 100 + 4 + 20);
      await page.getByRole('button', { name: 'Load 100 earlier lines, before Aug 12 07:01:41' }).click();
      await lines.nth(223).waitFor();
      await page.getByRole('button', { name: 'Load 100 earlier lines, before Aug 12 07:00:01' }).click();
      await page.getByText('The archive begins here.').waitFor();
      await page.getByRole('button', { name: 'Load 100 later lines' }).click();
      await page.getByText('The archive ends here.').waitFor();
      assert.equal(await lines.count(), 200 + 4 + 60);
      const times = await page
        .locator('.log time')
        .evaluateAll((all) => all.map((time) => time.getAttribute('datetime')));
      assert.deepEqual(
        times,
        times.toSorted((a, b) => String(a).localeCompare(String(b))),
      );
      assert.equal(await page.locator('.log .own').count(), own);
    }));

  it('says so where the connection cannot read more', () =>
    walk(
      'exc:KeyError pager',
      async (_, page) => {
        await tab(page, 'Context').click();
        assert.equal(await page.getByText('which this connection cannot read').count(), 2);
        assert.match(
          (await page.locator('.load a').first().getAttribute('href')) ?? '',
          /^https:\/\/papertrailapp\.com/,
        );
      },
      { connection: () => withoutLines(sample) },
    ));

  it('finds text in the lines and walks from match to match', () =>
    walk('exc:KeyError pager', async (_, page) => {
      await tab(page, 'Context').click();
      const field = page.getByRole('textbox', { name: 'Find in these lines' });
      await page.keyboard.press('Control+f');
      await page.keyboard.type('debug');
      const found = page.locator('.found');
      const [, count = ''] = /^1 of (\d+)$/.exec(await found.innerText()) ?? [];
      assert.ok(Number(count) > 2);
      await field.press('Enter');
      assert.equal(await found.innerText(), `2 of ${count}`);
      await field.press('Shift+Enter');
      await field.press('Shift+Enter');
      assert.equal(await found.innerText(), `${count} of ${count}`);
      assert.equal(await page.evaluate('[...CSS.highlights.get("current")][0].toString().toLowerCase()'), 'debug');
      // What a regular expression takes for a sign of its own is only text.
      for (const name of ['i-171a5821', '(most recent call last)', '[', String.raw`a\b`]) {
        await field.fill(name);
        assert.match(await found.innerText(), name.length > 3 ? /^1 of \d+$/ : /^(?:not found|1 of \d+)$/);
      }
      await field.fill('(nowhere');
      assert.equal(await found.innerText(), 'not found');
      await field.press('Escape');
      assert.equal(await found.innerText(), '');
    }));

  it('copies the lines as text and as Markdown', () =>
    walk('exc:KeyError pager', async ({ copied }, page) => {
      await tab(page, 'Context').click();
      await page.getByRole('button', { name: 'Copy these lines' }).click();
      await page.getByRole('button', { name: 'Copy them as Markdown' }).click();
      assert.match(copied[0] ?? '', /^2016-08-12 03:\d\d:\d\d UTC i-171a5821 worker\.sync: /);
      assert.match(copied[0] ?? '', /: KeyError: 'pager'\n/);
      assert.equal(copied[1], `\`\`\`\n${copied[0]?.trimEnd()}\n\`\`\`\n`);
    }));

  it('lists the hits; choosing one shows it, and the way back to the newest', () =>
    walk('exc:KeyError pager', async (panel, page) => {
      await tab(page, 'Hits').click();
      const hit = page.locator('.hit').nth(2);
      const when = await hit.locator('time').innerText();
      await hit.getByRole('button', { name: when, exact: true }).click();
      await page.locator('.shown-hit', { hasText: `Hit ${when}` }).waitFor();
      await tab(page, 'Traceback').and(page.locator(':focus')).waitFor();
      assert.equal(await page.locator('.hit').nth(2).getAttribute('aria-current'), 'true');
      await panel.reload();
      await page.locator('.shown-hit', { hasText: `Hit ${when}` }).waitFor();
      await page.getByRole('button', { name: 'Show the newest' }).click();
      await page.locator('.shown-hit', { hasText: 'Newest hit' }).waitFor();
      assert.equal(panel.kept().traceback, undefined);
    }));

  it('pages through many hits, and keeps them when the store has news', () =>
    walk(
      'exc:KeyError pager',
      async (panel, page) => {
        await tab(page, 'Hits').click();
        assert.equal(await page.locator('.hit').count(), 20);
        await page.getByRole('button', { name: 'Older hits' }).click();
        await page.locator('.hit').nth(30).waitFor();
        assert.equal(await page.getByRole('button', { name: 'Older hits' }).count(), 0);
        await panel.send({ kind: 'changed' });
        await panel.answered();
        assert.equal(await page.locator('.hit').count(), 31);
      },
      { connection: () => withPagesOf(sample, 20) },
    ));

  it('a bar of the history shows that day’s hits, by keyboard too', () =>
    walk('exc:KeyError pager', async (_, page) => {
      const last = page.locator('.history [role=button]').last();
      await last.focus();
      await page.keyboard.press('ArrowLeft');
      const label = (await page.locator('.history :focus').getAttribute('aria-label')) ?? '';
      await page.keyboard.press('Enter');
      await page.getByText('Hits on Thu 11 August 2016').waitFor();
      await page.waitForFunction(`document.querySelectorAll('.hit').length === ${/: (\d+)/.exec(label)?.[1]}`);
      await page.getByRole('button', { name: 'Hits of all days' }).click();
      await page.waitForFunction('document.querySelectorAll(".hit").length === 31');
    }));

  it('compares two hits and says what differs', () =>
    walk('exc:KeyError pager', async (panel, page) => {
      await tab(page, 'Hits').click();
      await page.getByRole('button', { name: 'Compare with' }).nth(2).click();
      const compared = page.getByRole('region', { name: 'Comparison of two hits' });
      await compared.waitFor();
      assert.match(
        await text(compared),
        /Different: labels, what was logged before\. The same: where it ran, message, frames\./,
      );
      assert.deepEqual(await compared.locator('.row.differs mark').first().innerText(), 'wayne');
      await compared.getByRole('heading', { name: 'Two hits compared' }).and(page.locator(':focus')).waitFor();
      await panel.reload();
      await compared.waitFor();
      // What the editor keeps are ids and places, no word of the log.
      assert.deepEqual(Object.keys(panel.kept()).toSorted(), [
        'compared',
        'fingerprint',
        'scrolled',
        'tab',
        'unfolded',
      ]);
      await compared.getByRole('button', { name: 'Close' }).click();
      await compared.waitFor({ state: 'hidden' });
      assert.equal(panel.kept().compared, undefined);
    }));

  it('with a store that is down: one sentence and another try; then all is there', async () => {
    let down = true;
    await walk(
      'exc:KeyError pager',
      async (_, page) => {
        const banner = page.getByRole('alert');
        await banner.waitFor();
        assert.match(await text(banner), /^The server at http:\/\/localhost:7007 does not answer\. Try again$/);
        assert.equal(await page.locator('.detail').locator('visible=true').locator('h1').count(), 0);
        down = false;
        await banner.getByRole('button', { name: 'Try again' }).click();
        await page.locator('.frame').first().waitFor();
        await banner.waitFor({ state: 'hidden' });
      },
      { connection: () => (down ? broken(sample) : sample) },
    );
  });

  it('when the store goes down: the last good data stays, marked, through a reload', async () => {
    let down = false;
    await walk(
      'exc:KeyError pager',
      async (panel, page) => {
        await page.locator('.hit').first().waitFor({ state: 'attached' });
        down = true;
        await panel.send({ kind: 'changed' });
        const banner = page.getByRole('alert');
        await banner.waitFor();
        assert.match(await text(banner), /does not answer\. What is shown is from 12 Aug 2016 06:00:00\. Try again$/);
        await panel.reload();
        await banner.waitFor();
        assert.ok((await page.locator('.frame').count()) > 3);
        await tab(page, 'Hits').click();
        await page.locator('.hits .load', { hasText: 'does not answer' }).waitFor();
        down = false;
        await panel.send({ kind: 'changed' });
        await banner.waitFor({ state: 'hidden' });
        await page.locator('.hits .load:empty').waitFor({ state: 'attached' });
      },
      { connection: () => (down ? broken(sample) : sample) },
    );
  });

  it('says so when the extension does not answer', () =>
    walk(
      'exc:KeyError pager',
      async (_, page) => {
        await page.locator('main').waitFor();
        await page.clock.runFor(40_000);
        await page.getByText('The extension does not answer. Close this panel and open it again.').waitFor();
      },
      { connection: () => silent(sample) },
    ));

  it('says that nothing is open to read from', () =>
    walk('exc:KeyError pager', (_, page) => page.getByText('Nothing is open to read this fault from.').waitFor(), {
      connection: () => undefined,
    }));

  it('shows a hit that the editor asks for, and keeps what is read when the store has news', () =>
    walk('exc:KeyError pager', async (panel, page) => {
      await page.locator('.frame').first().waitFor();
      const { hits } = await sample.store.tracebacks({
        range: { from: '2016-01-01', to: '2017-01-01' },
        fingerprint: panel.kept().fingerprint,
        limit: 5,
      });
      await panel.send({ kind: 'show', traceback: hits[4]?.id ?? '' });
      await page.locator('.shown-hit', { hasText: /^Hit / }).waitFor();
      await tab(page, 'Context').click();
      await page.getByRole('button', { name: /Load 100 earlier lines/ }).click();
      await page.locator('.load').first().getByText('The archive begins here.').waitFor();
      const lines = await page.locator('.log li').count();
      await panel.send({ kind: 'changed' });
      await panel.answered();
      assert.equal(await page.locator('.log li').count(), lines);
    }));

  it('needs no mouse: to the actions, a day, a section, a frame, with the focus in view', () =>
    walk('exc:KeyError pager', async ({ actions }, page) => {
      await page.locator('.frame').first().waitFor();
      const to = async (selector: string): Promise<void> => {
        for (let presses = 0; presses < 100; presses++) {
          await page.keyboard.press('Tab');
          if ((await page.locator(`${selector}:focus`).count()) === 0) continue;
          return;
        }
        assert.fail(`Tab never came to ${selector}`);
      };
      await to('.history [role=button]');
      await to('.actions vscode-button');
      await page.keyboard.press('Enter');
      await to('vscode-panel-tab');
      await page.keyboard.press('ArrowRight');
      await tab(page, 'Context').and(page.locator('[aria-selected=true]')).waitFor();
      await to('.log-box');
      await page.keyboard.press('Shift+Tab');
      await tab(page, 'Context').focus();
      await page.keyboard.press('ArrowLeft');
      await to('.frame .call');
      assert.notEqual(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle'), 'none');
      await page.keyboard.press('Enter');
      assert.deepEqual(
        actions.map(({ command }) => command),
        ['hideGroup', 'openFrame'],
      );
    }));

  it('times are the reader’s, days the store’s, and it says so', () =>
    walk(
      'exc:KeyError pager',
      async (_, page) => {
        await page.locator('.frame').first().waitFor();
        assert.match(await text(page.locator('.sentence')), /since 22 Jul 2016 17:00:25, last 1 h ago/);
        assert.match(await text(page.locator('.scale')), /days in UTC/);
        assert.match((await page.locator('.sentence time').last().getAttribute('title')) ?? '', /GMT\+9$/);
      },
      { timeZone: 'Asia/Tokyo' },
    ));
});

function withoutLines({ lines: _, ...connection }: SampleConnection): Connection {
  return connection;
}

function withPagesOf(connection: SampleConnection, limit: number): Connection {
  const { store } = connection;
  const tracebacks: typeof store.tracebacks = (query) =>
    store.tracebacks({ ...query, limit: Math.min(limit, query.limit) });
  return {
    ...connection,
    store: new Proxy(store, { get: (_, name) => (name === 'tracebacks' ? tracebacks : own(name)) }),
  };

  function own(name: string | symbol): unknown {
    const value: unknown = Reflect.get(store, name);
    return typeof value === 'function' ? value.bind(store) : value;
  }
}

/** Every call fails as the companion's do when nobody listens. */
function broken(connection: SampleConnection): Connection {
  return everyCall(connection, () => Promise.reject(new Error('The server at http://localhost:7007 does not answer.')));
}

/** No call ends. */
function silent(connection: SampleConnection): Connection {
  return everyCall(connection, () => new Promise(() => undefined));
}

function everyCall(connection: SampleConnection, call: () => Promise<never>): Connection {
  const store = new Proxy(connection.store, {
    get: (_, name) => (name === 'timeZone' ? 'UTC' : call),
  });
  return { ...connection, store };
}
