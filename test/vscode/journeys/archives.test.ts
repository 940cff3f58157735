import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { SAMPLE } from '../../fixtures/sample.ts';
import type { Workbench } from '../host/workbench.ts';
import { journey } from './journey.ts';

const HOSTILE = '<img src=x onerror=alert(1)> [link](command:workbench.action.quit) $(zap) \u202egnp.exe';

describe('log archives in the editor', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'archives-'));
    await copyFile(join(SAMPLE, 'dt=2016-08-12/2016-08-12-05.tsv.gz'), join(folder, '2016-08-12-05.tsv.gz'));
    await writeFile(join(folder, '2016-08-12-06.tsv.gz'), gzipSync(hostileArchive()));
    await writeFile(join(folder, 'notes.tsv'), 'no archive\n');
  });
  after(() => rm(folder, { recursive: true }));

  journey(
    'open from the disk, and say what is none',
    async () => ({ workspace: folder }),
    async ({ workbench, page }) => {
      const view = workbench.view('Production Tracebacks');
      await openArchive(workbench, join(folder, '2016-08-12-05.tsv.gz'));
      await workbench.openActivity('Assertion Context');
      await view.row('ZeroDivisionError in installment').waitFor();
      await workbench.screenshot('archive-opened');

      await openArchive(workbench, join(folder, 'notes.tsv'));
      await workbench.told(/notes\.tsv is no Papertrail archive/);
      await view.row('ZeroDivisionError in installment').waitFor();
      await workbench.screenshot('archive-refused');

      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(pasted())})`);
      await workbench.runCommand('Assertion Context: Paste Traceback');
      const title = workbench.webview().getByRole('heading', { level: 1, name: /TimeoutError/ });
      await title.waitFor();
      await workbench.screenshot('pasted');
    },
  );

  journey(
    'with hostile text show it as text',
    async () => ({ workspace: folder }),
    async ({ workbench, page }) => {
      const view = workbench.view('Production Tracebacks');
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      await openArchive(workbench, join(folder, '2016-08-12-06.tsv.gz'));
      await workbench.openActivity('Assertion Context');
      const row = view.row('ValueError in');
      await row.waitFor();
      const tooltip = page
        .locator('.workbench-hover')
        .getByText(/onerror/)
        .first();
      // A row that is drawn anew under the pointer shows none: the pointer comes again.
      for (let tries = 0; tries < 8 && !(await tooltip.isVisible()); tries++) {
        await page.mouse.move(700, 500);
        await row.hover();
        await tooltip.waitFor({ timeout: 3_000 }).catch(() => undefined);
      }
      assert.equal(await page.locator('.workbench-hover img, .workbench-hover a[data-href^="command:"]').count(), 0);
      await workbench.screenshot('hostile-tooltip');
      const text = workbench.webview().getByText(/onerror=alert/);
      await view.act('ValueError in', 'Open Detail', text.first());
      assert.equal(await workbench.webview().locator('img').count(), 0);
      await workbench.screenshot('hostile-panel');

      // A frame that climbs out of the workspace opens nothing by itself.
      await row.click();
      await view.row(/^06:00:00/).click();
      await page.keyboard.press('ArrowRight');
      await view.row('<b>bold</b>').click();
      const question = page.locator('.monaco-dialog-box', { hasText: 'Open a file outside the workspace?' });
      await question.getByText('/etc/passwd').waitFor();
      await workbench.screenshot('hostile-frame');
      await question.getByRole('button', { name: 'Cancel' }).click();
      await question.waitFor({ state: 'hidden' });
      assert.equal(await workbench.tab('passwd').count(), 0);
      assert.deepEqual(dialogs, []);
    },
  );
});

/** Types a file's path into the dialog and opens it. */
async function openArchive(workbench: Workbench, file: string): Promise<void> {
  await workbench.runCommand('Assertion Context: Open Log Archive…');
  const dialog = workbench.page.locator('.quick-input-widget:visible', { hasText: 'Open log archives' });
  const row = dialog.locator('.monaco-list-row', { hasText: basename(file) }).first();
  // It fills in a folder and its files by itself, and forgets what was typed before: typed again until it is taken.
  do {
    await dialog.locator('input').first().fill(file);
    await row.waitFor({ timeout: 3_000 }).catch(() => undefined);
    await workbench.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'hidden', timeout: 3_000 }).catch(() => undefined);
  } while (await dialog.isVisible());
}

function hostileArchive(): string {
  const lines = [
    'Traceback (most recent call last):',
    '  File "/opt/shop/../../etc/passwd", line 1, in <b>bold</b>',
    `    ${HOSTILE}`,
    `ValueError: ${HOSTILE}`,
    'DEBUG the next record',
  ];
  return lines
    .map((text, i) =>
      [
        '7005943022331290' + (10 + i),
        '2016-08-12T06:00:00',
        '2016-08-12T06:00:00Z',
        '1',
        'i-0000',
        '10.0.0.1',
        'User',
        'Notice',
        'web',
        text,
      ].join('\t'),
    )
    .join('\n')
    .concat('\n');
}

function pasted(): string {
  return [
    '> Traceback (most recent call last):',
    '>   File "/opt/shop/payments/gateway.py", line 88, in charge',
    '>     reply = self.post(order)',
    '> TimeoutError: no answer in 30 s',
  ].join('\n');
}
