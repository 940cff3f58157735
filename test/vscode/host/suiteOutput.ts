import { format } from 'node:util';
import type { Page } from 'playwright-core';

/** What the workbench itself says on its console; lines of a test suite pass. */
const WORKBENCH = [
  /^\[[A-Z]/,
  /^\[reconnection/,
  /^(?:Resolv|Creat)\w+ (?:a |connection )/,
  /^Creation of /,
  /^Updating additional builtin/,
  /open-vsx/,
  /No signed-in session/,
  /^Timed out waiting for authentication provider/,
];

/**
 * Listens to a suite that VS Code is going to run on this page: its lines are printed, `exitCode` comes at its end. To be
 * called before the page is opened.
 */
export async function suiteOutput(page: Page): Promise<{ exitCode: Promise<number> }> {
  const finished = Promise.withResolvers<number>();
  await page.exposeFunction('codeAutomationLog', (_type: string, words: unknown[]) => {
    const line = format(...words);
    if (!WORKBENCH.some((pattern) => pattern.test(line))) console.log(line);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => finished.resolve(code));
  return { exitCode: finished.promise };
}
