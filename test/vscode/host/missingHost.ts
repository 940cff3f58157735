import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingChromium } from '../../browser/chromium.ts';
import { HOST, hostFolder, hostPackage } from './hostFolder.ts';

/** Why no VS Code can be opened here, in words that go into a sentence; undefined when one can. */
export function missingHost(): string | undefined {
  return missingChromium() ?? missingServer();
}

/** Why VS Code's server can't be started here; undefined when it can. */
export function missingServer(): string | undefined {
  const version = installedVersion();
  if (version === HOST.version) return undefined;
  const there = version === undefined ? `there is no VS Code in ${hostFolder()}` : `${hostFolder()} has ${version}`;
  return `${there} (npm run install:vscode puts ${HOST.name} ${HOST.version} there: 600 MB, some minutes)`;
}

/** Undefined too when the installation did not come to its end: the packages of its extensions come last. */
function installedVersion(): string | undefined {
  if (!existsSync(join(hostPackage(), 'lib/vscode/extensions/node_modules/.package-lock.json'))) return undefined;
  const { version } = JSON.parse(readFileSync(join(hostPackage(), 'package.json'), 'utf8')) as { version: string };
  return version;
}
