import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page that notes whatever goes wrong in it. */
export interface WatchedPage {
  page: Page;
  /** Console errors (a broken policy is one), exceptions, dialogs. */
  troubles: string[];
}

/** Opens a page of a context of its own. What a 404 says of itself in the console is no trouble. */
export async function watchedPage(browser: Browser, options: BrowserContextOptions): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    if (!/status of 40[034]/.test(message.text())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, troubles };
}
