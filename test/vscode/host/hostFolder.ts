import { homedir } from 'node:os';
import { join } from 'node:path';

/** The package that VS Code's server and workbench come in. Its version is that of the VS Code below it. */
export const HOST = { name: 'code-server', version: '4.139.1' };

/**
 * Where the VS Code for tests lies: `VSCODE_HOST`, or a folder in the user's cache. Never in the checkout: it has 600 MB, and
 * outlives checkouts.
 */
export function hostFolder(): string {
  return process.env['VSCODE_HOST'] ?? join(cacheFolder(), 'vscode-host');
}

/** The installed package in that folder. */
export function hostPackage(): string {
  return join(hostFolder(), 'node_modules', HOST.name);
}

/** The program that is VS Code's server; it also installs extensions. */
export function serverProgram(): string {
  return join(hostPackage(), 'lib', 'vscode', 'out', 'server-main.js');
}

/** Where tests keep what is large and outlives the checkout. */
export function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'assertion-context');
}
