import assert from 'node:assert/strict';
import { openVsCode, type VsCode, type VsCodeOptions } from '../host/openVsCode.ts';
import { missingHost } from '../host/missingHost.ts';
import { saysMissing } from '../host/saysMissing.ts';
import { root } from '../root.ts';

/** What to open, or what makes it just before. */
type Start = VsCodeOptions | (() => Promise<VsCodeOptions>);

/**
 * A test that walks through a new VS Code as a person would. It has the extension as it lies in the checkout, unless `start`
 * says otherwise. At the end no content security policy may have refused anything; a journey that fails leaves a screenshot
 * of where it stood.
 */
export function journey(title: string, start: Start, walk: (code: VsCode) => Promise<void>): void {
  it(title, async function () {
    this.timeout(120_000);
    if (saysMissing(missingHost())) this.skip();
    const options = typeof start === 'function' ? await start() : start;
    const code = await openVsCode(options.vsix === undefined ? { extension: root, ...options } : options);
    try {
      await walk(code);
      assert.deepEqual(code.violations, []);
    } catch (error) {
      await code.workbench.screenshot(`failed: ${title}`.replaceAll(/\W+/g, '-'));
      throw error;
    } finally {
      await code.close();
    }
  });
}
