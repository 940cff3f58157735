import { l10n, window } from 'vscode';
import { apiKeyTrouble, tokenTrouble } from '../connection/accessTokens.ts';
import { addressWarning } from '../connection/configuredConnection.ts';

/** Asks for what a server lets one in with. Empty where `mayLack`: it needs none. Undefined when the person left it. */
export async function askSecret(
  kind: 'companion' | 'elasticsearch',
  address: URL,
  { mayLack = false }: { mayLack?: boolean } = {},
): Promise<string | undefined> {
  const { origin } = address;
  const trouble = kind === 'companion' ? tokenTrouble : apiKeyTrouble;
  const secret = await window.showInputBox({
    title: kind === 'companion' ? l10n.t('Access token for {0}', origin) : l10n.t('API key for {0}', origin),
    prompt: addressWarning(address) ?? prompt(kind, origin, mayLack),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => (mayLack && text.trim() === '' ? undefined : trouble(text.trim())),
  });
  return secret?.trim();
}

function prompt(kind: 'companion' | 'elasticsearch', origin: string, mayLack: boolean): string {
  if (kind === 'companion')
    return l10n.t('One of the server’s API_TOKENS. It is kept as a secret and sent to {0} only.', origin);
  return mayLack
    ? l10n.t(
        'A key that may read is enough. It is kept as a secret and sent to {0} only. Empty: the cluster asks for none.',
        origin,
      )
    : l10n.t('A key that may read is enough. It is kept as a secret and sent to {0} only.', origin);
}
