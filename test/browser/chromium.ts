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

/** Where the machine's Chromium is: `CHROMIUM`, or Debian's. */
const PATH = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why no browser can be started, in words that go into a sentence; undefined when one can. */
export function missingChromium(): string | undefined {
  return existsSync(PATH) ? undefined : `there is no Chromium at ${PATH} (set CHROMIUM to where it is)`;
}

/** Starts the machine's Chromium without a window. Throws when there is none. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: PATH, args: ARGUMENTS });
}
