import { commands, ConfigurationTarget, l10n, window, workspace } from 'vscode';
import type { AccessTokens } from '../connection/accessTokens.ts';
import { parseClusterAddress } from '../connection/clusterAddress.ts';
import { connectionSettings } from '../connection/connectionSettings.ts';
import type { CurrentConnection } from '../connection/currentConnection.ts';
import { parseCompanionAddress } from '../stores/companion/companionAddress.ts';
import { askSecret } from './askSecret.ts';
import type { Handler } from './commandMap.ts';

/** Asks where tracebacks come from, writes it into the user's settings, and shows the view. */
export function chooseConnection(
  connections: CurrentConnection,
  tokens: AccessTokens,
): Handler<'assertionContext.chooseConnection'> {
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
          label: l10n.t('Elasticsearch…'),
          detail: l10n.t(
            'The cluster that your team’s servers keep tracebacks in, read directly. Hiding and resolving need the server.',
          ),
          chooses: 'elasticsearch' as const,
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
    if (chosen.chooses === 'companion' && !(await chooseCompanion())) return;
    if (chosen.chooses === 'elasticsearch' && !(await chooseCluster(tokens))) return;
    await write('connection', chosen.chooses);
    connections.useConfigured();
    await commands.executeCommand('assertionContext.tracebacks.focus');
  };
}

/** False when the person left it. */
async function chooseCompanion(): Promise<boolean> {
  const address = await askAddress(
    l10n.t('Address of the companion server'),
    l10n.t('Such as https://tracebacks.example.com, or http://localhost:7007 when it runs here.'),
    connectionSettings().companionAddress,
    parseCompanionAddress,
  );
  if (!address) return false;
  await write('companion.address', address.origin);
  return true;
}

/** False when the person left it. A key that is known already is not asked for again. */
async function chooseCluster(tokens: AccessTokens): Promise<boolean> {
  const address = await askAddress(
    l10n.t('Address of Elasticsearch'),
    l10n.t('Such as https://search.example.com:9200: what STORE_URL of your team’s server names.'),
    connectionSettings().clusterAddress,
    parseClusterAddress,
  );
  if (!address) return false;
  if ((await tokens.of(address)) === undefined) {
    const key = await askSecret('elasticsearch', address, { mayLack: true });
    if (key === undefined) return false;
    if (key !== '') await tokens.set(address, key);
  }
  await write('elasticsearch.address', address.origin);
  return true;
}

/** Undefined when the person left it. `parse` throws what is wrong, a sentence. */
async function askAddress(
  title: string,
  prompt: string,
  value: string,
  parse: (text: string) => URL,
): Promise<URL | undefined> {
  const validateInput = (text: string): string | undefined => {
    try {
      parse(text.trim());
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };
  const text = await window.showInputBox({ title, prompt, value, ignoreFocusOut: true, validateInput });
  return text === undefined ? undefined : parse(text.trim());
}

async function write(name: string, value: string): Promise<void> {
  await workspace.getConfiguration('assertionContext').update(name, value, ConfigurationTarget.Global);
}
