import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHOP_NOW } from '../shopNow.ts';
import { journey } from './journey.ts';

/** Its first frame lies in the workspace's own environment, its second in a file of this machine. */
const PASTED = `Traceback (most recent call last):
  File "/usr/lib/python3.12/site-packages/courier/sent.py", line 2, in send
    raise Timeout
  File "/etc/hosts", line 1, in <module>
    127.0.0.1
TimeoutError: pasted
`;

describe('Restricted Mode', () => {
  let workspace: string;
  before(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'restricted-'));
    await cp(SHOP_NOW, workspace, { recursive: true });
    const rules = { hide: [{ name: 'sums', type: '^ZeroDivisionError$' }] };
    await writeFile(join(workspace, 'assertion-context.json'), JSON.stringify(rules));
    const packages = join(workspace, '.venv/lib/python3.12/site-packages/courier');
    await mkdir(packages, { recursive: true });
    await writeFile(join(workspace, '.venv/pyvenv.cfg'), 'home = /nowhere/bin\nversion = 3.12.1\n');
    await writeFile(join(packages, 'sent.py'), 'def send():\n    raise Timeout\n');
  });
  after(() => rm(workspace, { recursive: true }));

  journey(
    'reads archives and opens frames inside the workspace, and leaves its rules, interpreters and all else alone',
    async () => ({ workspace, trust: false }),
    async ({ workbench, page }) => {
      await workbench.status('Restricted Mode').waitFor();
      const view = workbench.view('Production Tracebacks');
      await workbench.runCommand('Assertion Context: Try the Sample');
      await workbench.openActivity('Assertion Context');
      // The rules of the workspace would hide it.
      const group = view.row('ZeroDivisionError in installment');
      await group.waitFor();
      await view.expand('ZeroDivisionError in installment');
      await view.row(/^05:58:46/).click();
      await page.keyboard.press('ArrowRight');
      await view.row('orders/pricing.py').click();
      await workbench.tab('pricing.py').waitFor();
      await workbench.screenshot('restricted');
      assert.equal((await workbench.cursor()).line, 27);

      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(PASTED)})`);
      await workbench.runCommand('View: Close All Editors');
      await workbench.runCommand('Assertion Context: Paste Traceback');
      const panel = workbench.webview();
      await panel.getByRole('heading', { level: 1, name: /TimeoutError/ }).waitFor();
      await panel.locator('summary', { hasText: /librar/ }).click();
      for (const [frame, file] of [
        ['<module>', 'hosts'],
        ['send', 'sent.py'],
      ] as const) {
        await panel.getByText(frame, { exact: true }).last().click();
        await workbench.told(new RegExp(`${file} is not in this workspace.*Restricted Mode looks no further`));
        await page.keyboard.press('Escape');
        assert.equal(await workbench.tab(file).count(), 0);
      }
      await workbench.screenshot('restricted-outside');
    },
  );
});
