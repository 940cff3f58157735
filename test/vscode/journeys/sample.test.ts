import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packExtension } from '../../house/packExtension.ts';
import { SHOP_NOW } from '../shopNow.ts';
import type { VsCode, VsCodeOptions } from '../host/openVsCode.ts';
import { journey } from './journey.ts';

describe('the sample', () => {
  let workspace: string;
  before(async () => {
    workspace = await mkdtemp(join(tmpdir(), 'shop-'));
    await cp(SHOP_NOW, workspace, { recursive: true });
  });
  after(() => rm(workspace, { recursive: true }));

  const development = async (): Promise<VsCodeOptions> => ({ workspace });
  const installed = async (): Promise<VsCodeOptions> => ({ workspace, vsix: await packExtension() });
  for (const [what, start] of [
    ['from the development folder', development],
    ['from the installed package', installed],
  ] as const) {
    journey(`leads from the first start to the right line, ${what}`, start, (code) => walk(code, workspace, what));
  }
});

async function walk({ workbench, page }: VsCode, workspace: string, what: string): Promise<void> {
  await workbench.openActivity('Assertion Context');
  await workbench.welcome().getByText('Try the Sample').click();
  const view = workbench.view('Production Tracebacks');
  await view.row('CheckoutFailed in place').waitFor();
  await view.expand('CheckoutFailed in place');
  const hit = view.row(/^\d\d:\d\d:\d\d/);
  await hit.click();
  await page.keyboard.press('ArrowRight');
  const frame = view.row('orders/checkout.py');
  await frame.click();
  await workbench.tab('checkout.py').waitFor();
  await workbench.editor().locator('.view-line').first().waitFor();
  const source = (await readFile(join(workspace, 'orders/checkout.py'), 'utf8')).split('\n');
  const { line } = await workbench.cursor();
  assert.match(source[line - 1] ?? '', /raise CheckoutFailed/);
  await page.locator('.contentWidgets .codelens-decoration').first().waitFor();
  await workbench.screenshot(`sample-frame-${what.replaceAll(' ', '-')}`);

  await workbench.runCommand('Assertion Context: Open Detail');
  const panel = workbench.webview();
  await panel.getByRole('heading', { level: 1, name: /CheckoutFailed/ }).waitFor();
  await panel.getByText('checkout.py').first().waitFor();
  await workbench.screenshot(`sample-panel-${what.replaceAll(' ', '-')}`);
}
