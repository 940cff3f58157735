// Puts the VS Code of the tests into its folder: `npm run install:vscode`. Does nothing when it is there.
import { HOST, hostFolder } from './hostFolder.ts';
import { installPackage } from './installPackage.ts';
import { missingServer } from './missingHost.ts';

if (missingServer() !== undefined) await installPackage(hostFolder(), HOST.package, HOST.version);
const still = missingServer();
if (still === undefined) console.log(`${HOST.package} ${HOST.version} is in ${hostFolder()}`);
else {
  console.error(`The installation ended, but ${still}.`);
  process.exitCode = 1;
}
