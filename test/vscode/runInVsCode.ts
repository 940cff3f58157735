// Runs the suite of test/vscode/suite inside a real VS Code: `npm run test:vscode`, or the files of it that have a word in
// their name: `npm run test:vscode -- marks`. The exit code is the suite's.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVsCode } from './host/openVsCode.ts';
import { missingHost } from './host/missingHost.ts';
import { saysMissing } from './host/saysMissing.ts';
import { root } from './root.ts';

const MOST_MINUTES = 5;
const tests = join(root, 'dist/test/vscode/run.cjs');

const environment = { VSCODE_SUITE: process.argv[2] ?? '' };

const workspace = await mkdtemp(join(tmpdir(), 'vscode-workspace-'));
try {
  process.exitCode = process.env['VSCODE_TEST'] === 'electron' ? await inElectron() : await inHost();
} finally {
  await rm(workspace, { recursive: true, force: true });
}

/** In the VS Code that Microsoft's package downloads, with a window. */
async function inElectron(): Promise<number> {
  const { runTests } = await import('@vscode/test-electron');
  const launchArgs = [workspace, '--disable-extensions', '--disable-workspace-trust'];
  return runTests({
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    extensionTestsEnv: environment,
    launchArgs,
  });
}

/** In VS Code's server with its workbench in Chromium. */
async function inHost(): Promise<number> {
  if (saysMissing(missingHost())) return 0;
  const code = await openVsCode({ workspace, extension: root, tests, environment });
  const timer = setTimeout(() => {
    console.error(`The suite did not end in ${MOST_MINUTES} minutes.`);
    process.exit(1);
  }, MOST_MINUTES * 60_000);
  try {
    return await code.exitCode;
  } finally {
    clearTimeout(timer);
    await code.close();
  }
}
