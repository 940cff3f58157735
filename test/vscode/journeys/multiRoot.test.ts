import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VsCodeOptions } from '../host/openVsCode.ts';
import { journey } from './journey.ts';

const CART = ['def total(lines):', '    price = sum(lines)', '    assert price >= 0, price', '    return price'];
const MAIN = ['from orders.cart import total', '', 'total([-1])', ''];

const PASTED = `Traceback (most recent call last):
  File "/opt/shop/main.py", line 3, in <module>
    total([-1])
  File "/opt/shop/orders/cart.py", line 3, in total
    assert price >= 0, price
AssertionError: -1
`;

describe('a workspace of several folders', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'several-'));
    for (const one of ['one', 'other']) {
      await mkdir(join(folder, one, 'shop/orders'), { recursive: true });
      await writeFile(join(folder, one, 'shop/orders/cart.py'), [...CART, `# ${one}`, ''].join('\n'));
      await writeFile(join(folder, one, 'shop/main.py'), [...MAIN, `# ${one}`, ''].join('\n'));
    }
  });
  afterEach(() => rm(folder, { recursive: true }));

  journey(
    'asks once in which of two folders of one name a file is, and keeps the answer in the settings',
    () => several(),
    async ({ workbench, page, workspace = '' }) => {
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(PASTED)})`);
      await workbench.runCommand('Assertion Context: Paste Traceback');
      await workbench
        .webview()
        .getByRole('heading', { level: 1, name: /AssertionError/ })
        .waitFor();
      await workbench.openActivity('Assertion Context');
      const view = workbench.view('Production Tracebacks');
      await view.expand('AssertionError in total');
      await view.row(/^\d\d:\d\d:\d\d/).click();
      await page.keyboard.press('ArrowRight');
      await view.row('orders/cart.py').click();
      await workbench.choice('other/shop/orders/cart.py').waitFor();
      await workbench.choice('one/shop/orders/cart.py').waitFor();
      await workbench.screenshot('several-folders-question');
      await workbench.choice('other/shop/orders/cart.py').click();
      await workbench.lens('AssertionError: -1').waitFor();
      assert.equal(await workbench.editorLine(5), '# other');
      await workbench.screenshot('several-folders-answered');

      const { settings } = JSON.parse(await readFile(workspace, 'utf8')) as { settings: Record<string, unknown> };
      assert.deepEqual(settings['assertionContext.pathMappings'], [
        { from: '/opt/shop/', folder: 'other/shop', to: '' },
      ]);

      // The other file of that path, too, without being asked.
      await view.row('main.py').click();
      await workbench.tab('main.py').waitFor();
      assert.equal(await workbench.editorLine(5), '# other');
    },
  );

  journey(
    'takes a folder’s own settings for that folder',
    async () => {
      await mkdir(join(folder, 'one/shop/.vscode'));
      const settings = { 'assertionContext.pathMappings': [{ from: '/opt/shop/', to: '' }] };
      await writeFile(join(folder, 'one/shop/.vscode/settings.json'), JSON.stringify(settings));
      return several();
    },
    async ({ workbench, page }) => {
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(PASTED)})`);
      await workbench.runCommand('Assertion Context: Paste Traceback');
      await workbench.webview().getByText('total', { exact: true }).last().click();
      await workbench.tab('cart.py').waitFor();
      await workbench.lens('AssertionError: -1').waitFor();
      await workbench.screenshot('several-folders-own-settings');
      assert.equal(await workbench.editorLine(5), '# one');
    },
  );

  async function several(): Promise<VsCodeOptions> {
    const workspace = join(folder, 'both.code-workspace');
    const folders = ['one', 'other'].map((one) => ({ path: join(folder, one, 'shop') }));
    await writeFile(workspace, JSON.stringify({ folders, settings: {} }));
    return { workspace };
  }
});
