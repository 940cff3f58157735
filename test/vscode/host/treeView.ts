import type { Locator, Page } from 'playwright-core';
import { appears, MOST_TRIES } from './appears.ts';

/** A view of the side bar with a tree in it. */
export class TreeView {
  readonly page: Page;
  readonly title: string;

  constructor(page: Page, title: string) {
    this.page = page;
    this.title = title;
  }

  /** Its pane. A container with one view only has that view's title in its own. */
  pane(): Locator {
    return this.page.locator('.sidebar .pane', { has: this.page.locator(`.pane-header[aria-label^="${this.title}"]`) });
  }

  /** The rows on the screen; a long tree has more. */
  rows(): Locator {
    return this.pane().locator('.monaco-list-row[role="treeitem"]');
  }

  /** The row whose label or description has this text. */
  row(text: string | RegExp): Locator {
    return this.rows().filter({ hasText: text }).first();
  }

  /** Shows what is below a row. */
  async expand(text: string | RegExp): Promise<void> {
    const row = this.row(text);
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
    await row.and(this.page.locator('[aria-expanded="true"]')).waitFor();
  }

  /**
   * Clicks a row's own button, shown under the pointer, by its tooltip, until what it leads to is seen: a row that is
   * drawn anew between the press and the release takes no click.
   */
  async act(text: string | RegExp, button: string, result: Locator): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      await this.row(text).hover();
      await this.row(text).locator(`.actions [aria-label^="${button}"]`).click();
      if (await appears(result)) return;
    }
    throw new Error(`The button "${button}" of the row ${text} leads to nothing.`);
  }

  /** Clicks a button in the view's title, by its tooltip. */
  async press(button: string): Promise<void> {
    await this.page.locator(`.sidebar .title-actions [aria-label^="${button}"]`).first().click();
  }
}
