import { l10n, window } from 'vscode';
import type { AccessTokens } from '../connection/accessTokens.ts';
import { secretPlace } from '../connection/connectionSettings.ts';
import { askSecret } from './askSecret.ts';
import type { Handler } from './commandMap.ts';

/** Asks for the access token of the settings' companion server, or for the API key of their Elasticsearch, and keeps it in the editor's store of secrets. */
export function setToken(tokens: AccessTokens): Handler<'assertionContext.setToken'> {
  return async () => {
    const { kind, address } = secretPlace();
    const secret = await askSecret(kind, address);
    if (secret === undefined) return;
    await tokens.set(address, secret);
    const said =
      kind === 'companion'
        ? l10n.t('Token kept for {0}.', address.origin)
        : l10n.t('API key kept for {0}.', address.origin);
    window.setStatusBarMessage(said, 5_000);
  };
}
