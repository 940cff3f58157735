import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';

const ID = 'assertion-context.assertion-context';

describe('activation', () => {
  it('gives VS Code every command that package.json declares', async () => {
    const extension = extensions.getExtension(ID);
    assert.ok(extension, `${ID} is not there`);
    await extension.activate();
    const declared = (extension.packageJSON as { contributes: { commands: { command: string }[] } }).contributes
      .commands;
    const registered = new Set(await commands.getCommands(true));
    assert.deepEqual(
      declared.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
