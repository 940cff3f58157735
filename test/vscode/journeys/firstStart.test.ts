import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { VsCode } from '../host/openVsCode.ts';
import { root } from '../root.ts';
import { journey } from './journey.ts';

/** The source of the sample's shop, as it is today. */
const workspace = join(root, 'dist/sample/shop');

describe('first start', () => {
  journey('goes from the icon to the line of a traceback', { workspace }, (code) => walk(code, 'first-start'));
});

/** Icon, welcome, sample, fault, hit, frame, source, detail; a screenshot of each place. */
async function walk({ workbench }: VsCode, name: string): Promise<void> {
  await workbench.openActivity('Assertion Context');
  const offers = workbench.welcome().locator('a');
  await offers.first().waitFor();
  await workbench.screenshot(`${name}-1-welcome`);
  const [sample, archive, paste] = await offers.allInnerTexts();
  assert.deepEqual([sample, archive, paste], ['Try the Sample', 'Open Log Archive…', 'Paste Traceback']);

  await offers.first().click();
  await workbench.widenSideBar(120);
  const view = workbench.view('Production Tracebacks');
  await view.expand('AssertionError in total');
  await view.expand('05:00:00');
  await view.row('orders/cart.py:71').click();
  await workbench.tab('cart.py').waitFor();
  await workbench.lens('AssertionError: -1397').waitFor();
  await workbench.screenshot(`${name}-2-frame`);
  assert.equal((await workbench.cursor()).line, 71);
  assert.match(await workbench.editorLine(71), /assert price >= 0, price/);

  const detail = workbench.webview();
  const title = detail.getByRole('heading', { name: 'AssertionError' }).first();
  await view.act('AssertionError in total', 'Open Detail', title);
  await workbench.screenshot(`${name}-3-detail`);
  assert.match(await detail.locator('body').innerText(), /orders\/cart\.py/);
}
