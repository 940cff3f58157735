import type { Browser } from 'playwright-core';
import { missingChromium, startChromium } from './chromium.ts';

/**
 * The machine's Chromium (`CHROMIUM`, or Debian's). Without one the suite that asks is skipped and says so in a line; with
 * `CI=true` that is a failure.
 */
export async function launchChromium(suite: Mocha.Context): Promise<Browser> {
  const reason = missingChromium();
  if (reason !== undefined) {
    if (process.env['CI'] === 'true') throw new Error(`The browser tests cannot run: ${reason}.`);
    console.log(`    skipped: ${reason}`);
    return suite.skip();
  }
  return startChromium();
}
