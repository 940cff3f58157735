import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openVsCode, type VsCode, type VsCodeOptions } from '../host/openVsCode.ts';
import { missingHost } from '../host/missingHost.ts';
import { saysMissing } from '../host/saysMissing.ts';
import { root } from '../root.ts';

/** What to open, or what makes it just before. */
type Start = VsCodeOptions | (() => Promise<VsCodeOptions>);

/**
 * A test that walks through a new VS Code as a person would, in a copy of the workspace (`code.workspace`), so that it may
 * edit files. It has the extension as it lies in the checkout, unless `start` says otherwise. At the end no content security
 * policy may have refused anything. A journey that fails says where it stood, leaves a screenshot, and gets one more window:
 * now and then the workbench itself does not come right.
 */
export function journey(title: string, start: Start, walk: (code: VsCode) => Promise<void>): void {
  it(title, async function () {
    this.timeout(180_000);
    this.retries(1);
    if (saysMissing(missingHost())) this.skip();
    const options = typeof start === 'function' ? await start() : start;
    const copies = await mkdtemp(join(tmpdir(), 'vscode-journey-'));
    const code = await openVsCode({
      ...(options.vsix === undefined ? { extension: root } : {}),
      ...options,
      ...(await copied(options, copies)),
    });
    try {
      await walk(code);
      assert.deepEqual(code.violations, []);
    } catch (error) {
      await code.workbench.screenshot(`failed: ${title}`.replaceAll(/\W+/g, '-'));
      console.error(`${title}: ${String(error)}\nIt stood at:\n${await code.workbench.described()}`);
      throw error;
    } finally {
      await code.close();
      await rm(copies, { recursive: true, force: true });
    }
  });
}

async function copied({ workspace }: VsCodeOptions, folder: string): Promise<{ workspace?: string }> {
  if (workspace === undefined) return {};
  const copy = join(folder, basename(workspace));
  await cp(workspace, copy, { recursive: true });
  return { workspace: copy };
}
