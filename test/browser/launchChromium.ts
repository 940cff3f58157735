import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The machine's Chromium (`CHROMIUM`, or Debian's). Without one the suite that asks is skipped and says so in a line; with
 * `CI=true` that is a failure.
 */
export async function launchChromium(suite: Mocha.Context): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    const reason = `there is no Chromium at ${executablePath} (set CHROMIUM to where it is)`;
    if (process.env['CI'] === 'true') throw new Error(`The browser tests cannot run: ${reason}.`);
    console.log(`    skipped: ${reason}`);
    return suite.skip();
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}
