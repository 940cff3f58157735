import assert from 'node:assert/strict';
import { commands, env, type Tab, TabInputWebview, window } from 'vscode';
import { fingerprint } from '../../../src/core/python/fingerprint.ts';
import { parseTraceback } from '../../../src/core/python/parse.ts';

const TEXT = `Traceback (most recent call last):
  File "/opt/shop/orders/cart.py", line 63, in total
    assert price >= 0, price
PanelError: -3`;
const OTHER = TEXT.replace('PanelError', 'OtherPanelError');

describe('the detail panel in the editor', () => {
  afterEach(() => window.tabGroups.close(panels()));
  after(() => commands.executeCommand('assertionContext.closeArchives'));

  it('opens for what was pasted, and its page names the tab', async () => {
    await paste(TEXT);
    await until(() => labels().includes('PanelError: -3'));
  });

  it('is one a fault: opening it again brings it to the front', async () => {
    await paste(TEXT);
    await until(() => active() === 'PanelError: -3');
    await paste(OTHER);
    await until(() => active() === 'OtherPanelError: -3');
    await commands.executeCommand('assertionContext.openDetail', { fingerprint: fingerprint(parseTraceback(TEXT)) });
    await until(() => active() === 'PanelError: -3');
    assert.deepEqual(labels().toSorted(), ['OtherPanelError: -3', 'PanelError: -3']);
  });

  it('is what commands without a target are for', async () => {
    await paste(TEXT);
    await until(() => labels().includes('PanelError: -3'));
    await commands.executeCommand('assertionContext.copyText');
    assert.match(await env.clipboard.readText(), new RegExp(`^.*\\n${TEXT.slice(0, 34).replaceAll(/[()]/g, '.')}`));
    await commands.executeCommand('assertionContext.copyMarkdown');
    assert.match(await env.clipboard.readText(), /^\*\*PanelError: -3\*\*\n/);
  });

  it('that was closed can be opened again', async () => {
    await paste(TEXT);
    await until(() => labels().length === 1);
    await window.tabGroups.close(panels());
    await until(() => labels().length === 0);
    await paste(TEXT);
    await until(() => labels().includes('PanelError: -3'));
  });
});

async function paste(text: string): Promise<void> {
  await env.clipboard.writeText(text);
  await commands.executeCommand('assertionContext.pasteTraceback');
}

function panels(): Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith('assertionContext.detail'));
}

function labels(): string[] {
  return panels().map(({ label }) => label);
}

function active(): string | undefined {
  return window.tabGroups.activeTabGroup.activeTab?.label;
}

/** Comes when it holds; looks again whenever tabs change. */
function until(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const listener = window.tabGroups.onDidChangeTabs(check);
    check();
    function check(): void {
      if (!holds()) return;
      listener.dispose();
      resolve();
    }
  });
}
