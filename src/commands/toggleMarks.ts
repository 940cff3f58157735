import { ConfigurationTarget, workspace } from 'vscode';
import type { Handler } from './commandMap.ts';

/** Switches marks in the source on or off: where the setting is set for this workspace there, else for the user. */
export function toggleMarks(): Handler<'assertionContext.toggleMarks'> {
  return async () => {
    const settings = workspace.getConfiguration('assertionContext.marks');
    const { workspaceValue } = settings.inspect<boolean>('enabled') ?? {};
    const target = workspaceValue === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
    await settings.update('enabled', !settings.get('enabled', true), target);
  };
}
