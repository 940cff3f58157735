import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startChromium } from '../../browser/chromium.ts';
import { installExtension } from './installExtension.ts';
import { policyViolations } from './policyViolations.ts';
import { newProfile, type Profile, type Settings } from './profile.ts';
import { startVsCodeServer, type VsCodeServer } from './serverProcess.ts';
import { suiteOutput } from './suiteOutput.ts';
import { Workbench } from './workbench.ts';

/** What to open. Paths may be relative to the working folder. */
export interface VsCodeOptions {
  /** A folder, or a .code-workspace file of several; without one the window is empty. */
  workspace?: string;
  /** The user's settings. */
  settings?: Settings;
  /** Those of the machine that extensions run on: only they count for settings of the scope `machine`. */
  machineSettings?: Settings;
  /** The folder of an extension in development, run as it lies there. */
  extension?: string;
  /** A packed extension to install before VS Code starts. */
  vsix?: string;
  /** A bundle with `run(): Promise<void>`, run in the extension host. It needs `extension`. */
  tests?: string;
  /** False: nobody has trusted the workspace yet, so VS Code opens it in Restricted Mode. Default true. */
  trust?: boolean;
  /** Environment variables of VS Code's server, and so of extensions. */
  environment?: Readonly<Record<string, string>>;
}

/** A VS Code that runs. */
export interface VsCode {
  /** Playwright's page with the workbench, for what `workbench` has no words for. */
  page: Page;
  workbench: Workbench;
  /** The folder that is open, an absolute path; undefined in an empty window. */
  workspace: string | undefined;
  /** What content security policies refused so far, in webviews too. */
  violations: readonly string[];
  /** Comes when the tests end; never without tests. */
  exitCode: Promise<number>;
  close: () => Promise<void>;
}

/**
 * Opens a real VS Code: its server runs extensions in Node, its workbench is a page in Chromium. Its profile is new and gone
 * afterwards. Ask `missingHost` first. Throws, with what was said, when a part does not start.
 */
export async function openVsCode(options: VsCodeOptions): Promise<VsCode> {
  const profile = await newProfile(options.settings, options.machineSettings);
  const opened = new AsyncDisposableStack();
  opened.defer(profile.remove);
  try {
    if (options.vsix !== undefined) await installExtension(profile, resolve(options.vsix));
    const server = await startServer(profile, options);
    opened.defer(server.close);
    const browser = await startChromium();
    opened.defer(() => browser.close());
    // `localhost` everywhere: webviews need a secure origin, and 127.0.0.1 with a port of its own is none for them.
    const origin = `http://localhost:${server.port}`;
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    const page = await context.newPage();
    const violations = await policyViolations(page);
    const { exitCode } = await suiteOutput(page);
    await page.goto(`${origin}/?${query(server, options).toString()}`);
    const workbench = new Workbench(page);
    await workbench.isReady();
    const workspace = options.workspace === undefined ? undefined : resolve(options.workspace);
    return { page, workbench, workspace, violations, exitCode, close: () => opened.disposeAsync() };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

function startServer(profile: Profile, { trust = true, environment = {} }: VsCodeOptions): Promise<VsCodeServer> {
  return startVsCodeServer(profile, { trust, environment });
}

/** What the workbench is asked for in its address. */
function query(server: VsCodeServer, { workspace, extension, tests }: VsCodeOptions): URLSearchParams {
  const remote = (path: string): string => `vscode-remote://localhost:${server.port}${resolve(path)}`;
  const payload = [['skipWelcome', 'true']];
  if (extension !== undefined) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  return new URLSearchParams({ ...opened(workspace), payload: JSON.stringify(payload) });
}

function opened(workspace: string | undefined): Record<string, string> {
  if (workspace === undefined) return { ew: 'true' };
  return { [workspace.endsWith('.code-workspace') ? 'workspace' : 'folder']: resolve(workspace) };
}
