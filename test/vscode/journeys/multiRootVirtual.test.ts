import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SHOP_NOW } from '../shopNow.ts';
import { journey } from './journey.ts';
import { withBesides } from './withBesides.ts';

describe('a workspace that is no folder of a disk', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'virtual-'))));
  after(() => rm(folder, { recursive: true }));

  journey(
    'has its frames opened in it, though nobody can search it',
    async () => {
      const workspace = join(folder, 'virtual.code-workspace');
      await writeFile(workspace, JSON.stringify({ folders: [{ uri: 'memory:/', name: 'shop' }] }));
      return { workspace, ...(await withBesides()), environment: { BESIDES_FILES: SHOP_NOW } };
    },
    async ({ workbench, page }) => {
      await workbench.runCommand('Assertion Context: Try the Sample');
      const view = workbench.view('Production Tracebacks');
      await view.row('AssertionError in total').waitFor();
      await view.expand('AssertionError in total');
      await view.row(/^\d\d:\d\d:\d\d/).click();
      await page.keyboard.press('ArrowRight');
      await view.row('orders/cart.py').click();
      await workbench.tab('cart.py').waitFor();
      await workbench.lens('AssertionError').waitFor();
      await workbench.screenshot('virtual-frame');
      const { line } = await workbench.cursor();
      assert.match(await workbench.editorLine(line), /assert price >= 0, price/);
    },
  );
});
