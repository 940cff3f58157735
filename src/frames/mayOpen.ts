import { commands, type Uri, window, workspace } from 'vscode';
import { messageText } from '../core/wording/messageText.ts';
import { visible } from '../core/wording/visible.ts';
import { realPlace } from './workspaceBorder.ts';

/**
 * Whether a file may be shown: one of the workspace or of `others` (folders that count as inside) may; anything else is asked
 * for each time with its real path, and never shown in Restricted Mode. Throws when there is no such file.
 */
export async function mayOpen(uri: Uri, others: () => Promise<readonly string[]>): Promise<boolean> {
  const { inside, path } = await realPlace(uri);
  if (inside) return true;
  const shown = visible(path);
  if (!workspace.isTrusted) {
    await tellRestricted(shown);
    return false;
  }
  if ((await realPlace(uri, await others())).inside) return true;
  const open = 'Open';
  const detail = `${shown}\n\nA traceback names it. Tracebacks come from logs, and logs can say anything.`;
  return (
    (await window.showWarningMessage('Open a file outside the workspace?', { modal: true, detail }, open)) === open
  );
}

async function tellRestricted(path: string): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const said = `${path} lies outside the workspace: in Restricted Mode it is not opened.`;
  if ((await window.showInformationMessage(messageText(said), manage)) === manage)
    await commands.executeCommand('workbench.trust.manage');
}
