import { commands, ConfigurationTarget, l10n, window, workspace } from 'vscode';
import { connectionSettings } from '../connection/connectionSettings.ts';
import type { CurrentConnection } from '../connection/currentConnection.ts';
import { parseCompanionAddress } from '../stores/companion/companionAddress.ts';
import type { Handler } from './commandMap.ts';

/** Asks where tracebacks come from, writes it into the user's settings, and shows the view. */
export function chooseConnection(connections: CurrentConnection): Handler<'assertionContext.chooseConnection'> {
  return async () => {
    const { kind } = connectionSettings();
    const current = l10n.t('current');
    const chosen = await window.showQuickPick(
      [
        {
          label: l10n.t('Companion server…'),
          detail: l10n.t('Your team’s server, or your own: it reads the archives and keeps what it finds.'),
          chooses: 'companion' as const,
        },
        {
          label: l10n.t('No server'),
          detail: l10n.t('Log archives and pasted tracebacks only, read in this editor.'),
          chooses: 'none' as const,
        },
      ].map((item) => ({ ...item, ...(item.chooses === kind && { description: current }) })),
      { title: l10n.t('Where do tracebacks come from?') },
    );
    if (!chosen) return;
    if (chosen.chooses === 'companion' && !(await chooseAddress())) return;
    await write('connection', chosen.chooses);
    connections.useConfigured();
    await commands.executeCommand('assertionContext.tracebacks.focus');
  };
}

/** False when the person left it. */
async function chooseAddress(): Promise<boolean> {
  const address = await window.showInputBox({
    title: l10n.t('Address of the companion server'),
    prompt: l10n.t('Such as https://tracebacks.example.com, or http://localhost:7007 when it runs here.'),
    value: connectionSettings().companionAddress,
    ignoreFocusOut: true,
    validateInput: troubleWith,
  });
  if (address === undefined) return false;
  await write('companion.address', parseCompanionAddress(address.trim()).origin);
  return true;
}

function troubleWith(text: string): string | undefined {
  try {
    parseCompanionAddress(text.trim());
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

async function write(name: string, value: string): Promise<void> {
  await workspace.getConfiguration('assertionContext').update(name, value, ConfigurationTarget.Global);
}
