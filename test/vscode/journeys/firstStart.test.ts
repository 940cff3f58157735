import assert from 'node:assert/strict';
import { journey } from './journey.ts';

describe('first start', () => {
  journey('shows an icon, and behind it what can be done first', {}, async ({ workbench }) => {
    await workbench.openActivity('Assertion Context');
    await workbench.welcome().waitFor();
    await workbench.screenshot('first-start');
    const offers = await workbench.welcome().locator('a').allInnerTexts();
    assert.deepEqual(offers, ['Try the Sample', 'Open Log Archive…', 'Paste Traceback', 'Connect…', 'What is this?']);
  });
});
