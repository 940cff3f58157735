// Puts the VS Code of the tests and the Node of the oldest VS Code into the user's cache: `npm run install:vscode`. What is
// there stays as it is.
import { HOST, hostFolder } from './hostFolder.ts';
import { installPackage } from './installPackage.ts';
import { missingServer } from './missingHost.ts';
import { missingOldestNode, OLDEST_NODE, oldestNodeFolder } from './oldestNode.ts';

const parts = [
  { folder: hostFolder(), ...HOST, missing: missingServer },
  { folder: oldestNodeFolder(), ...OLDEST_NODE, missing: missingOldestNode },
];
for (const { folder, name, version, missing } of parts) {
  if (missing() !== undefined) await installPackage(folder, name, version);
  const still = missing();
  if (still !== undefined) throw new Error(`npm install ended well, but ${still}.`);
  console.log(`${name} ${version} is in ${folder}`);
}
