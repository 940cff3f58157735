import type { Page } from 'playwright-core';

/** Runs in every frame before its own scripts. */
const LISTEN = `
  const report = ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
    window.reportPolicyViolation(violatedDirective + ' refused ' + blockedURI + ' in ' + sourceFile + ':' + lineNumber);
  const listen = () => document.addEventListener('securitypolicyviolation', report);
  listen();
  // A webview's document is written into an empty frame; opening the frame for that removes all listeners.
  const { open } = Document.prototype;
  Document.prototype.open = function (...words) {
    const opened = open.apply(this, words);
    listen();
    return opened;
  };
`;

/**
 * Collects what content security policies refuse on a page and in all frames in it, webviews' too, a sentence each. To be
 * called before the page is opened.
 */
export async function policyViolations(page: Page): Promise<readonly string[]> {
  const violations: string[] = [];
  await page.exposeFunction('reportPolicyViolation', (violation: string) => violations.push(violation));
  await page.addInitScript({ content: `{${LISTEN}}` });
  return violations;
}
