import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { appears, MOST_TRIES } from './appears.ts';
import { TreeView } from './treeView.ts';

const SCREENSHOTS = join(import.meta.dirname, '../../../dist/test/screenshots');

/** VS Code's workbench as a person sees and uses it. Names are those on the screen. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Comes when the workbench can be used; extensions may still be starting. */
  async isReady(): Promise<void> {
    await this.activityBar().first().waitFor();
    await this.page.locator('.monaco-workbench .statusbar-item').first().waitFor();
  }

  /** The icons of the activity bar. */
  activityBar(): Locator {
    return this.page.locator('.activitybar [role="tab"]');
  }

  /** The icon of a view container in the activity bar. */
  activity(name: string): Locator {
    return this.activityBar().filter({ has: this.page.locator(`a[aria-label^="${name}"]`) });
  }

  /** Shows a view container by its icon in the activity bar. */
  async openActivity(name: string): Promise<void> {
    const tab = this.activity(name);
    const selected = tab.and(this.page.locator('[aria-selected="true"]'));
    await tab.waitFor();
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (await selected.isVisible()) return;
      // A window that just restores this container hides it on the click: then the next one shows it.
      await tab.locator('a').click();
      if (await appears(selected)) return;
    }
    throw new Error(`The icon "${name}" does not stay selected.`);
  }

  /** Moves the side bar's edge to the right. */
  async widenSideBar(pixels: number): Promise<void> {
    const bar = await this.page.locator('.part.sidebar').boundingBox();
    if (!bar) throw new Error('The side bar is not shown.');
    const edge = { x: bar.x + bar.width + 2, y: bar.y + bar.height / 2 };
    await this.page.mouse.move(edge.x, edge.y);
    await this.page.mouse.down();
    await this.page.mouse.move(edge.x + pixels, edge.y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** A view in the side bar, by its title. */
  view(title: string): TreeView {
    return new TreeView(this.page, title);
  }

  /** The text that a view without rows shows. */
  welcome(): Locator {
    return this.page.locator('.sidebar .welcome-view-content');
  }

  /** Runs a command of the palette, by its whole title ("Assertion Context: Try the Sample"). */
  async runCommand(title: string): Promise<void> {
    const row = this.choice(title);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      // A palette that was opened before VS Code knew an extension never shows its commands.
      if (tries > 0) await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      await this.quickInput().fill(`>${title}`);
      if (await appears(row)) return row.click();
    }
    throw new Error(`The palette has no command "${title}".`);
  }

  /** Types into VS Code's input at the top and takes the row with this label. */
  async pick(typed: string, label: string): Promise<void> {
    await this.quickInput().fill(typed);
    await this.choice(label).click();
  }

  /** A row below VS Code's input at the top, by its whole label. */
  choice(label: string): Locator {
    const name = this.page.locator('.quick-input-list-label .label-name').getByText(label, { exact: true });
    return this.page.locator('.quick-input-list .monaco-list-row', { has: name }).first();
  }

  /** Types into VS Code's input at the top and presses Enter. */
  async answer(typed: string): Promise<void> {
    await this.quickInput().fill(typed);
    await this.page.keyboard.press('Enter');
  }

  /** VS Code's input at the top: of the palette, of picks and questions. */
  quickInput(): Locator {
    return this.page
      .locator('.quick-input-widget:visible .quick-input-filter input, .quick-input-widget:visible input[type="text"]')
      .first();
  }

  /** The tab of an editor, by its label. */
  tab(label: string): Locator {
    return this.page.locator(`.tabs-container .tab[aria-label^="${label}"]`);
  }

  /** The text editor that has the focus, or had it last. */
  editor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor').first();
  }

  /** The text of a line on the screen, counted from 1. */
  async editorLine(line: number): Promise<string> {
    const number = this.editor()
      .locator('.margin-view-overlays .line-numbers')
      .getByText(String(line), { exact: true });
    const row = await number.boundingBox();
    if (!row) throw new Error(`Line ${line} is not on the screen.`);
    for (const text of await this.editor().locator('.view-line').all()) {
      const box = await text.boundingBox();
      if (box && Math.abs(box.y - row.y) < 1) return (await text.innerText()).replaceAll('\u00a0', ' ');
    }
    throw new Error(`Line ${line} has no text on the screen.`);
  }

  /** A CodeLens with this text. */
  lens(text: string | RegExp): Locator {
    return this.editor().locator('.codelens-decoration', { hasText: text });
  }

  /** Where the cursor is, as the status bar says it; counted from 1. */
  async cursor(): Promise<{ line: number; column: number }> {
    const text = await this.page.locator('#status\\.editor\\.selection').innerText();
    const [line = 0, column = 0] = [...text.matchAll(/\d+/g)].map(Number);
    return { line, column };
  }

  /** An entry of the status bar with this text. */
  status(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text });
  }

  /** Comes when a message with this text was shown. VS Code keeps its messages to itself under test: behind the bell. */
  async told(text: string | RegExp): Promise<Locator> {
    const center = this.page.locator('.notifications-center');
    const message = center.locator('.notification-list-item', { hasText: text }).first();
    while (!(await center.isVisible())) await this.page.locator('#status\\.notifications a').click();
    await message.waitFor();
    return message;
  }

  /** What is inside the visible webview. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** Loads the window anew, by VS Code's own command: it keeps what is open first, which a browser's reload does not wait for. */
  async reload(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
    await this.isReady();
  }

  /** What can be read in the window, for whoever has no picture of it: its editors, its side bar, its messages, its webviews. */
  async described(): Promise<string> {
    const read = (selector: string): Promise<string[]> => this.page.locator(selector).allInnerTexts();
    const webviews = await this.page
      .locator('iframe.webview')
      .evaluateAll((frames) => frames.map((one) => one.className));
    const parts = {
      tabs: await read('.tabs-container .tab'),
      'side bar': await read('.sidebar'),
      messages: await read('.notification-list-item'),
      status: await read('.statusbar-item'),
      webviews,
    };
    return Object.entries(parts)
      .map(([name, texts]) => `${name}: ${texts.map((text) => text.replaceAll(/\s+/g, ' ')).join(' | ')}`)
      .join('\n');
  }

  /** Keeps a picture of the window in dist/test/screenshots, to be looked at. */
  async screenshot(name: string): Promise<void> {
    await mkdir(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }
}
