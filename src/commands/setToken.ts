import { l10n, window } from 'vscode';
import { type AccessTokens, tokenTrouble } from '../connection/accessTokens.ts';
import { addressWarning } from '../connection/configuredConnection.ts';
import { companionAddress } from '../connection/connectionSettings.ts';
import type { Handler } from './commandMap.ts';

/** Asks for an access token and keeps it for the companion server of the settings, in the editor's store of secrets. */
export function setToken(tokens: AccessTokens): Handler<'assertionContext.setToken'> {
  return async () => {
    const address = companionAddress();
    const token = await window.showInputBox({
      title: l10n.t('Access token for {0}', address.origin),
      prompt:
        addressWarning(address) ??
        l10n.t('One of the server’s API_TOKENS. It is kept as a secret and sent to {0} only.', address.origin),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => tokenTrouble(text.trim()),
    });
    if (token === undefined) return;
    await tokens.set(address, token.trim());
    window.setStatusBarMessage(l10n.t('Token kept for {0}.', address.origin), 5_000);
  };
}
