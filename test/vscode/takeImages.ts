// Takes the pictures of docs/images anew, with the package that is made of what is built: `npm run images`.
import { join } from 'node:path';
import { packExtension } from '../house/packExtension.ts';
import { openVsCode } from './host/openVsCode.ts';
import { root } from './root.ts';

const IMAGES = join(root, 'docs/images');
const FAULT = 'AssertionError in total';

const { workbench, page, close } = await openVsCode({
  workspace: join(root, 'dist/sample/shop'),
  vsix: await packExtension(),
  settings: { 'editor.minimap.enabled': false, 'workbench.layoutControl.enabled': false, 'window.title': 'shop' },
});
try {
  await page.setViewportSize({ width: 1200, height: 700 });
  await workbench.openActivity('Assertion Context');
  await workbench.widenSideBar(90);
  await workbench.welcome().getByText('Try the Sample').click();
  const view = workbench.view('Production Tracebacks');
  await view.expand(FAULT);
  await view.expand('05:00:00');
  await view.row('orders/cart.py:71').click();
  await workbench.lens(FAULT.split(' ')[0] ?? '').waitFor();
  await workbench.status(/Ln 71/).waitFor();
  await page.screenshot({ path: join(IMAGES, 'frame.png') });
  const title = workbench.webview().getByRole('heading', { name: 'AssertionError' }).first();
  await view.act(FAULT, 'Open Detail', title);
  await workbench.webview().getByText('moved from').first().waitFor();
  await page.screenshot({ path: join(IMAGES, 'detail.png') });
} catch (error) {
  await workbench.screenshot('failed-images');
  throw error;
} finally {
  await close();
}
