import assert from 'node:assert/strict';
import { packExtension } from '../../house/packExtension.ts';
import type { VsCode } from '../host/openVsCode.ts';
import { journey } from './journey.ts';

describe('first start', () => {
  journey('shows an icon, and behind it what can be done first', {}, (code) => start(code, 'first-start'));

  journey('shows the same when the package is installed', packed, (code) => start(code, 'first-start-installed'));
});

async function packed(): Promise<{ vsix: string }> {
  return { vsix: await packExtension() };
}

async function start({ workbench }: VsCode, name: string): Promise<void> {
  await workbench.openActivity('Assertion Context');
  await workbench.welcome().waitFor();
  const offers = await workbench.welcome().locator('a').allInnerTexts();
  await workbench.screenshot(name);
  assert.deepEqual(offers, ['Try the Sample', 'Open Log Archive…', 'Paste Traceback', 'Connect…', 'A short tour']);
}
